import { useEffect, useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import type { Process } from '../../diffusion/process.ts';
import { axis, shortNumber } from '../charts/axes.ts';
import { Chart, type ChartSource } from '../charts/Chart.tsx';
import type { Colours } from '../charts/useColours.ts';

interface Props {
  readonly process: Process;
  readonly t: number;
  readonly onPick: (t: number) => void;
}

interface Curve {
  readonly title: string;
  readonly values: Float64Array;
  readonly log: boolean;
}

/** The picture's share and the signal-to-noise ratio over t, with a mark at the level in view; a click goes there. */
export function ScheduleCurves({ process, t, onPick }: Props) {
  const curves = useMemo(() => curvesOf(process), [process]);
  return (
    <div className="curves">
      {curves.map(curve => (
        <CurveChart key={curve.title} curve={curve} t={t} onPick={onPick} />
      ))}
    </div>
  );
}

function CurveChart({ curve, t, onPick }: { curve: Curve; t: number; onPick: (t: number) => void }) {
  const position = useRef(t);
  const listeners = useRef(new Set<() => void>());
  position.current = t;
  useEffect(() => {
    // Read here to rerun the effect when t changes.
    position.current = t;
    for (const listener of listeners.current) listener();
  }, [t]);
  const source = useMemo<ChartSource>(() => {
    const times = Float64Array.from(curve.values, (_, i) => i);
    // A schedule may end at zero, which a logarithmic axis cannot show.
    const drawn = Array.from(curve.values, value => (curve.log && value <= 0 ? null : value));
    return {
      read: () => [times, drawn, drawn.map((value, i) => (i === position.current ? value : null))],
      subscribe: listener => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    };
  }, [curve]);
  const options = useMemo(() => (colours: Colours) => curveOptions(colours, curve), [curve]);
  return (
    <figure>
      <figcaption className="numbers">
        {curve.title} <strong>{shortNumber(curve.values[t])}</strong>
      </figcaption>
      <Chart
        label={`${curve.title} over t`}
        height={132}
        options={options}
        source={source}
        redrawMs={0}
        onPick={onPick}
      />
    </figure>
  );
}

function curvesOf({ vp, signal, snr }: Process): Curve[] {
  const ratio = { title: 'Signal-to-noise ratio, SNR', values: snr, log: true };
  if (!vp) {
    return [{ title: 'Share of the picture, 1 − s', values: signal, log: false }, ratio];
  }
  return [
    { title: 'Noise added, β', values: vp.betas, log: false },
    { title: 'Share of the picture, ᾱ', values: vp.alphasCumprod, log: false },
    ratio,
  ];
}

/** A tick at every third power of ten: a schedule spans a dozen. */
function sparseDecades(_: uPlot, __: number, min: number, max: number): number[] {
  const first = Math.ceil(Math.log10(min) / 3) * 3;
  const splits: number[] = [];
  for (let power = first; power <= Math.log10(max); power += 3) splits.push(10 ** power);
  return splits;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfTen(tick: number): string {
  const power = Math.round(Math.log10(tick));
  const digits = [...String(Math.abs(power))].map(digit => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}

function curveOptions(colours: Colours, { log }: Curve): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { setScale: false } },
    // Data on the right, as on the timeline.
    scales: { x: { time: false, dir: -1 }, y: { distr: log ? 3 : 1 } },
    axes: [
      axis(colours, { space: 60, size: 26, label: '← t', labelSize: 14, labelGap: 0 }),
      axis(colours, {
        size: 56,
        space: 28,
        ...(log ? { splits: sparseDecades, filter: (_, splits) => splits } : {}),
        values: (_, ticks) => ticks.map(tick => (log ? powerOfTen(tick) : shortNumber(tick))),
      }),
    ],
    series: [
      {},
      { stroke: colours.accent, width: 2, points: { show: false } },
      { stroke: colours.second, paths: () => null, points: { show: true, size: 11, fill: colours.second } },
    ],
  };
}
