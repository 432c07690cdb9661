import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { axis, shortNumber } from '../../ui/charts/axes.ts';
import { Chart, type ChartSource } from '../../ui/charts/Chart.tsx';
import type { Colours } from '../../ui/charts/useColours.ts';
import { useRedraw } from '../useRedraw.ts';

export interface Curve {
  readonly label: string;
  readonly colour: keyof Colours;
  readonly dash?: number[];
  /** A value at each x, null where there is none; the points between are joined. */
  readonly values: readonly (number | null)[];
  /** Whether it is measured on the right-hand axis. */
  readonly right?: boolean;
}

interface Props {
  /** Text for screen readers. */
  readonly label: string;
  readonly x: readonly number[];
  readonly xLabel: string;
  /** Where the axis has numbers. */
  readonly xTicks: readonly number[];
  /** `log` for numbers from 1 on, `asinh` for those that begin with 0. */
  readonly xScale: 'linear' | 'log' | 'asinh';
  readonly yLabel: string;
  readonly yScale: 'share' | 'log';
  readonly rightLabel?: string;
  readonly curves: readonly Curve[];
}

/** A few measured points, joined by lines. */
export function Curves({ label, x, curves, ...look }: Props) {
  const latest = useRef<uPlot.AlignedData>([[]]);
  latest.current = useMemo(() => [[...x], ...curves.map(({ values }) => [...values])], [x, curves]);
  const subscribe = useRedraw(latest.current);
  const source = useMemo<ChartSource>(() => ({ read: () => latest.current, subscribe }), [subscribe]);
  // The curves grow; the chart is rebuilt only when it is to look otherwise.
  const key = JSON.stringify([look, curves.map(({ values: _, ...rest }) => rest)]);
  const options = useMemo(() => {
    const [fixed, series] = JSON.parse(key) as [typeof look, Omit<Curve, 'values'>[]];
    return (colours: Colours) => optionsOf(fixed, series, colours);
  }, [key]);
  return <Chart label={label} height={260} options={options} source={source} />;
}

const DISTRIBUTIONS = { linear: 1, log: 3, asinh: 4 } as const;

const ONE_TWO_FIVE = [1, 2, 5];
const ALL_DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Fewer ticks do not show how steep a scale is. */
const LEAST_TICKS = 3;

/** 1, 2, 5, 10, 20 … between the axis's ends, or 1, 2, 3 … where they lie close; uPlot's own begin wherever the axis does. */
function decades(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, i) => 10 ** (first + i));
  const within = (digits: readonly number[]) =>
    powers.flatMap(power => digits.map(digit => digit * power)).filter(tick => tick >= low && tick <= high);
  const ticks = within(ONE_TWO_FIVE);
  return ticks.length < LEAST_TICKS ? within(ALL_DIGITS) : ticks;
}

const asTheyAre = (_: uPlot, ticks: number[]): number[] => ticks;

/** Some room beside the outermost points; uPlot's own range ends at powers of ten. */
const wider: uPlot.Range.Function = (_, low, high) => [low / 1.15, high * 1.15];

function optionsOf(
  { xLabel, xTicks, xScale, yLabel, yScale, rightLabel }: Omit<Props, 'label' | 'x' | 'curves'>,
  curves: readonly Omit<Curve, 'values'>[],
  colours: Colours,
): Omit<uPlot.Options, 'width' | 'height'> {
  const share = (value: number | null) => (value === null ? '–' : `${Math.round(100 * value)} %`);
  const number = yScale === 'share' ? share : shortNumber;
  const ticks = (_: uPlot, values: (number | null)[]) =>
    values.map(value => (value === null ? '' : number(value)));
  const plain = (_: uPlot, values: (number | null)[]) =>
    values.map(value => (value === null ? '' : shortNumber(value)));
  const byDecades: uPlot.Axis = {
    splits: (_, __, low, high) => decades(low, high),
    filter: asTheyAre,
  };
  return {
    scales: {
      x: { time: false, distr: DISTRIBUTIONS[xScale], ...(xScale === 'log' ? { range: wider } : {}) },
      y: yScale === 'share' ? { range: [0, 1] } : { distr: 3, range: wider },
      ...(rightLabel ? { right: { distr: 3, range: wider } } : {}),
    },
    axes: [
      axis(colours, {
        label: xLabel,
        values: plain,
        splits: (_, __, low, high) => xTicks.filter(tick => tick >= low && tick <= high),
        filter: asTheyAre,
      }),
      axis(colours, {
        label: yLabel,
        size: 56,
        values: ticks,
        ...(yScale === 'log' ? byDecades : {}),
      }),
      ...(rightLabel
        ? [
            axis(colours, {
              ...byDecades,
              scale: 'right',
              side: 1,
              label: rightLabel,
              size: 56,
              values: plain,
              grid: { show: false },
            }),
          ]
        : []),
    ],
    series: [
      { label: xLabel, value: (_, at) => shortNumber(at) },
      ...curves.map(
        ({ label, colour, dash, right }): uPlot.Series => ({
          label,
          scale: right ? 'right' : 'y',
          stroke: colours[colour],
          width: 2,
          ...(dash ? { dash } : {}),
          spanGaps: true,
          points: { show: !dash, size: 7, fill: colours[colour] },
          value: (_, value) => (right ? shortNumber(value) : number(value)),
        }),
      ),
    ],
    cursor: { points: { size: 8 } },
  };
}
