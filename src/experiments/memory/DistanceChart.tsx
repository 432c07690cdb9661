import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { axis } from '../../ui/charts/axes.ts';
import { Chart, type ChartSource } from '../../ui/charts/Chart.tsx';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useRedraw } from '../useRedraw.ts';
import { histogram } from './verdict.ts';

interface Props {
  /** Distances to the nearest training image; null if there are none yet. */
  /** Whether the distances are between points in the plane. */
  readonly plane: boolean;
  readonly heldOut: Float32Array | null;
  readonly network: Float32Array | null;
  readonly exact: Float32Array | null;
}

const BINS = 40;

/** Least width of the axis, or the bars of copies alone would be all that there is. */
const LEAST = { points: 0.02, images: 0.1 };

/** Histograms of the distance to the nearest training image. */
export function DistanceChart({ plane, heldOut, network, exact }: Props) {
  const latest = useRef<uPlot.AlignedData>([[]]);
  latest.current = useMemo(() => {
    const groups = [heldOut, network, exact];
    const largest = groups.map(group => group?.reduce((a, b) => Math.max(a, b), 0) ?? 0);
    const end = Math.max(plane ? LEAST.points : LEAST.images, ...largest) * 1.05;
    const middles = Array.from({ length: BINS }, (_, bin) => ((bin + 0.5) * end) / BINS);
    const shares = groups.map(group =>
      group && group.length > 0
        ? histogram(group, BINS, end).map(share => 100 * share)
        : middles.map(() => null),
    );
    return [middles, ...shares];
  }, [plane, heldOut, network, exact]);
  const subscribe = useRedraw(latest.current);
  const source = useMemo<ChartSource>(() => ({ read: () => latest.current, subscribe }), [subscribe]);
  return (
    <Chart
      label="Histogram of the distance to the nearest that was trained on: held-out ones, samples of the network, samples of the exact denoiser"
      height={240}
      options={histogramOptions}
      source={source}
    />
  );
}

/** Steps that differ in line and fill, so three histograms can share one axis. */
function histogramOptions(colours: Colours, library: typeof uPlot): Omit<uPlot.Options, 'width' | 'height'> {
  const value = (_: uPlot, share: number | null) => (share === null ? '–' : `${share.toFixed(1)} %`);
  const paths = library.paths.stepped!({ align: 1 });
  const stairs = { value, paths, width: 2, points: { show: false } } as const;
  return {
    scales: { x: { time: false }, y: { range: (_, __, high) => [0, Math.max(10, high * 1.05)] } },
    axes: [
      axis(colours, { label: 'distance to the nearest that was trained on' }),
      axis(colours, { size: 52, values: (_, ticks) => ticks.map(tick => `${tick} %`) }),
    ],
    series: [
      { label: 'distance', value: (_, distance) => (distance === null ? '–' : distance.toFixed(3)) },
      { label: 'held out', ...stairs, stroke: colours.muted, fill: colours.line },
      { label: 'network', ...stairs, stroke: colours.accent },
      { label: 'exact', ...stairs, stroke: colours.second, dash: [7, 4] },
    ],
    cursor: { points: { show: false } },
  };
}
