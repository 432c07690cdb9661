import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { axis, shortNumber } from '../../ui/charts/axes.ts';
import { Chart, type ChartSource } from '../../ui/charts/Chart.tsx';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useApp } from '../../ui/useApp.ts';
import { useRedraw } from '../useRedraw.ts';
import type { Failure } from './failures.ts';
import { inStretches, LOSS_STRETCH, recordOf } from './records.ts';

const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;

interface Props {
  readonly failure: Failure;
  /** Whether the present run trains with the fault; if so, its own losses are drawn. */
  readonly trains: boolean;
}

/** The training loss with and without the fault. */
export function LossPair({ failure, trains }: Props) {
  const { losses, step } = useApp(state => state.run);
  const healthy = recordOf(failure.healthy.id).losses;
  const latest = useRef<uPlot.AlignedData>([[]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the losses grow in place with the step
  latest.current = useMemo(() => {
    const broken = trains ? inStretches(losses.curves().raw, healthy.length) : recordOf(failure.id).losses;
    const steps = healthy.map((_, i) => (i + 1) * LOSS_STRETCH);
    return [steps, [...healthy], healthy.map((_, i) => broken[i] ?? null)];
  }, [losses, step, trains, healthy, failure.id]);
  const subscribe = useRedraw(latest.current);
  const source = useMemo<ChartSource>(() => ({ read: () => latest.current, subscribe }), [subscribe]);
  return (
    <Chart
      label={`Training loss, healthy and with the fault: ${trains ? 'yours' : 'recorded'}`}
      height={180}
      options={options}
      source={source}
    />
  );
}

function options(colours: Colours): Omit<uPlot.Options, 'width' | 'height'> {
  const value = (_: uPlot, loss: number | null) => shortNumber(loss);
  const line = { value, width: 2, points: { show: false } } as const;
  return {
    // Logarithmic: on a linear axis a leap would flatten everything after it.
    scales: { x: { time: false }, y: { distr: 3, range: (_, low, high) => [0.8 * low, 1.2 * high] } },
    axes: [
      axis(colours, { label: 'training step' }),
      axis(colours, {
        size: 44,
        label: 'loss',
        splits: (_, __, low, high) => TICKS.filter(tick => tick >= low && tick <= high),
        filter: (_, ticks) => ticks,
        values: (_, ticks) => ticks.map(shortNumber),
      }),
    ],
    series: [
      { label: 'step' },
      { label: 'healthy', ...line, stroke: colours.muted, dash: [7, 4] },
      { label: 'with the fault', ...line, stroke: colours.accent },
    ],
    cursor: { points: { show: false } },
  };
}
