import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { axis, shortNumber } from '../../ui/charts/axes.ts';
import { Chart, type ChartSource } from '../../ui/charts/Chart.tsx';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useRedraw } from '../useRedraw.ts';
import type { Floor } from './engine/floorJob.ts';
import { type BothCurves, bothCurves, gapCurve, logRange } from './floorCurves.ts';
import type { FloorRow } from './floorRows.ts';

interface Props {
  readonly rows: readonly FloorRow[];
  readonly floor: Floor | null;
  /** Loss and floor, or the gap between them. */
  readonly view: 'both' | 'gap';
  readonly log: boolean;
}

/** The present loss over t, and its floor. */
export function FloorChart({ rows, floor, view, log }: Props) {
  const latest = useRef<uPlot.AlignedData>([[]]);
  latest.current = useMemo(
    () => (view === 'both' ? bothCurves(rows, floor) : gapCurve(rows)),
    [view, rows, floor],
  );
  const subscribe = useRedraw(latest.current);
  const source = useMemo<ChartSource>(() => ({ read: () => latest.current, subscribe }), [subscribe]);
  const options = useMemo(
    () => (colours: Colours) => (view === 'both' ? bothOptions(colours, log) : gapOptions(colours)),
    [view, log],
  );
  const label = view === 'both' ? 'Loss and its floor over t' : 'Gap between the loss and its floor over t';
  return <Chart key={view} label={label} height={280} options={options} source={source} />;
}

const value = (_: uPlot, loss: number | null) => shortNumber(loss);
const time: uPlot.Series = { label: 't', value: (_, t) => (t === null ? '–' : String(Math.round(t))) };
/** Noise on the left, data on the right, as on the timeline. */
const x: uPlot.Scale = { time: false, dir: -1 };

const axes = (colours: Colours): uPlot.Axis[] => [
  axis(colours, { label: 't, from noise to data' }),
  axis(colours, {
    size: 60,
    values: (_, ticks) => ticks.map(tick => (tick === null ? '' : shortNumber(tick))),
  }),
];

const ofBoth = ({ data }: uPlot): [number, number] => {
  const [, loss, floor] = data as BothCurves;
  return logRange(loss, floor);
};

/** Makes a colour from getComputedStyle translucent, to let the grid show through. */
const faint = (colour: string): string => colour.replace(')', ', 0.25)');

function bothOptions(colours: Colours, log: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  const edge = { stroke: 'transparent', points: { show: false }, value } as const;
  return {
    scales: { x, y: log ? { distr: 3, range: ofBoth } : { range: (_, __, high) => [0, 1.05 * high] } },
    axes: axes(colours),
    series: [
      time,
      { label: 'loss now', stroke: colours.accent, width: 2.5, value, points: { show: false } },
      { label: 'floor', stroke: colours.second, width: 2.5, dash: [7, 4], value, points: { show: false } },
      { label: '+ error', ...edge },
      { label: '− error', ...edge },
    ],
    bands: [{ series: [3, 4], fill: faint(colours.second) }],
    cursor: { points: { size: 7 } },
  };
}

function gapOptions(colours: Colours): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    scales: { x, y: { range: (_, low, high) => [Math.min(0, low), Math.max(high, 0.01) * 1.05] } },
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
