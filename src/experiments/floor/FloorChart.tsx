import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import type { Floor } from './engine/floorJob.ts';
import { axis, shortNumber } from '../../ui/charts/axes.ts';
import { Chart, type ChartSource } from '../../ui/charts/Chart.tsx';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useRedraw } from '../useRedraw.ts';
import type { FloorRow } from './floorRows.ts';

interface Props {
  readonly rows: readonly FloorRow[];
  readonly floor: Floor | null;
  /** The loss with its floor, or what lies between them. */
  readonly view: 'both' | 'gap';
  readonly log: boolean;
}

/** On a logarithmic scale nothing is drawn further below the least loss, or before there is one the highest floor, than this factor. */
const DEEPEST = 1e-2;

/** The present loss over t, and below it what no network can undercut. */
export function FloorChart({ rows, floor, view, log }: Props) {
  const latest = useRef<uPlot.AlignedData>([[]]);
  latest.current = view === 'both' ? bothCurves(rows, floor, log) : gapCurve(rows);
  const subscribe = useRedraw(latest.current);
  const source = useMemo<ChartSource>(() => ({ read: () => latest.current, subscribe }), [subscribe]);
  const options = useMemo(
    () => (colours: Colours) => (view === 'both' ? bothOptions(colours, log) : gapOptions(colours)),
    [view, log],
  );
  const label = view === 'both' ? 'Loss and its floor over t' : 'Gap between the loss and its floor over t';
  return <Chart key={view} label={label} height={280} options={options} source={source} />;
}

type Curve = (number | null)[];

function bothCurves(rows: readonly FloorRow[], floor: Floor | null, log: boolean): uPlot.AlignedData {
  const times = floor ? [...floor.times] : rows.map(({ from, to }) => (from + to) / 2);
  const losses = rows.map(({ loss }) => loss).filter(loss => loss > 0);
  const bottom = log ? DEEPEST * (losses.length > 0 ? Math.min(...losses) : highest(floor)) : 0;
  const loss: Curve = times.map(t => {
    const row = rows.find(({ from, to }) => t >= from && t <= to);
    return row && !Number.isNaN(row.loss) ? row.loss : null;
  });
  const curve = (at: (k: number) => number): Curve =>
    times.map((_, k) => (floor ? Math.max(bottom, at(k)) : null));
  const above = curve(k => floor!.loss[k]! + floor!.standardError[k]!);
  const below = curve(k => floor!.loss[k]! - floor!.standardError[k]!);
  return [times, loss, curve(k => floor!.loss[k]!), above, below];
}

/** One where it is zero throughout, as for a single image: a logarithmic scale needs something above zero. */
const highest = (floor: Floor | null): number => Math.max(0, ...(floor?.loss ?? [])) || 1;

function gapCurve(rows: readonly FloorRow[]): uPlot.AlignedData {
  const gap: Curve = rows.map(({ loss, floor }) =>
    floor === null || Number.isNaN(loss) ? null : loss - floor,
  );
  return [rows.map(({ from, to }) => (from + to) / 2), gap];
}

const value = (_: uPlot, loss: number | null) => shortNumber(loss);
const time: uPlot.Series = { label: 't', value: (_, t) => (t === null ? '–' : String(Math.round(t))) };

const axes = (colours: Colours): uPlot.Axis[] => [
  axis(colours, { label: 't, from almost clean to noise' }),
  axis(colours, {
    size: 60,
    values: (_, ticks) => ticks.map(tick => (tick === null ? '' : shortNumber(tick))),
  }),
];

function bothOptions(colours: Colours, log: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  const edge = { stroke: 'transparent', points: { show: false }, value } as const;
  return {
    scales: { x: { time: false }, y: { distr: log ? 3 : 1 } },
    axes: axes(colours),
    series: [
      time,
      { label: 'loss now', stroke: colours.accent, width: 2.5, value, points: { show: false } },
      { label: 'floor', stroke: colours.second, width: 2.5, dash: [7, 4], value, points: { show: false } },
      { label: '+ error', ...edge },
      { label: '− error', ...edge },
    ],
    bands: [{ series: [3, 4], fill: colours.faint }],
    cursor: { points: { size: 7 } },
  };
}

function gapOptions(colours: Colours): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    scales: {
      x: { time: false },
      y: { range: (_, low, high) => [Math.min(0, low), Math.max(high, 0.01) * 1.05] },
    },
    axes: axes(colours),
    series: [
      time,
      {
        label: 'loss − floor',
        stroke: colours.accent,
        width: 2.5,
        fill: colours.faint,
        value,
        points: { show: false },
      },
    ],
    cursor: { points: { size: 7 } },
  };
}
