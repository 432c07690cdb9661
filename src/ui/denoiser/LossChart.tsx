import { useCallback, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import { meanLossFloor } from '../../store/analyses/lossFloor.ts';
import type { App } from '../../store/app.ts';
import { axis, shortNumber } from '../charts/axes.ts';
import { Chart, type ChartSource } from '../charts/Chart.tsx';
import type { Colours } from '../charts/useColours.ts';
import { ToggleControl } from '../controls/ToggleControl.tsx';
import { useActions, useApp } from '../useApp.ts';
import { bracketingTicks } from './bracketingTicks.ts';

const HEIGHT = 128;

/** @param floor the lowest loss that the data allows; null where it is not known. */
const lossesOf = ({ store }: App, floor: number | null): ChartSource => ({
  read: () => {
    const { steps, raw, smoothed } = store.getState().run.losses.curves();
    return floor === null ? [steps, raw, smoothed] : [steps, raw, smoothed, steps.map(() => floor)];
  },
  subscribe: listener =>
    store.subscribe(({ run }, { run: before }) => {
      if (run.losses !== before.losses || run.step !== before.step) listener();
    }),
});

/** The training loss: every step faint, their running mean strong; dashed, the lowest that is possible. */
export function LossChart() {
  const app = useActions();
  const started = useApp(({ run }) => run.step > 0);
  const [log, setLog] = useState(true);
  const floor = useApp(meanLossFloor);
  const source = useMemo(() => lossesOf(app, floor), [app, floor]);
  const known = floor !== null;
  const options = useCallback((colours: Colours) => lossOptions(colours, log, known), [log, known]);
  return (
    <div className={started ? 'loss-chart' : 'loss-chart loss-chart-empty'}>
      <div className="row chart-head">
        <h3>Loss</h3>
        <span className="row">
          <label htmlFor="loss-log" className="muted">
            Log scale
          </label>
          <ToggleControl id="loss-log" value={log} onChange={setLog} />
        </span>
      </div>
      {!started && (
        <p className="muted empty loss-empty">
          How far the network’s answers are from the truth at each training step. The curve starts when you
          press Train.
        </p>
      )}
      <Chart label="Training loss over the steps" height={HEIGHT} options={options} source={source} />
    </div>
  );
}

/** From the tick below the lowest loss to the one above the highest; uPlot passes null before the first loss. */
const bracketed: uPlot.Range.Function = (_, min, max) => {
  const ticks = bracketingTicks(min ?? 0.1, max ?? 1);
  return [ticks[0]!, ticks.at(-1)!];
};

function lossOptions(
  colours: Colours,
  log: boolean,
  floorKnown: boolean,
): Omit<uPlot.Options, 'width' | 'height'> {
  const value = (_: uPlot, loss: number | null) => shortNumber(loss);
  const line = { stroke: colours.x0, width: 1.5, dash: [5, 4], value, points: { show: false } };
  return {
    scales: { x: { time: false }, y: log ? { distr: 3, range: bracketed } : {} },
    axes: [
      axis(colours, { size: 30, space: 60 }),
      axis(colours, {
        size: 44,
        space: 26,
        ...(log
          ? { splits: (_, __, min, max) => bracketingTicks(min, max), filter: (_, ticks) => ticks }
          : {}),
        values: (_, ticks) => ticks.map(tick => (tick === null ? '' : shortNumber(tick))),
      }),
    ],
    series: [
      { label: 'step', value: (_, step) => (step === null ? '–' : String(step)) },
      { label: 'this step', stroke: colours.faint, width: 1, value, points: { show: false } },
      { label: 'smoothed', stroke: colours.accent, width: 2.5, value, points: { show: false } },
      ...(floorKnown ? [{ label: 'lowest possible', ...line }] : []),
    ],
    cursor: { points: { size: 7 } },
  };
}
