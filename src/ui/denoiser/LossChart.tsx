import { useCallback, useState } from 'react';
import type uPlot from 'uplot';
import { lossHistory } from '../../store/lossHistory.ts';
import { axis, shortNumber } from '../charts/axes.ts';
import { Chart, type ChartSource } from '../charts/Chart.tsx';
import type { Colours } from '../charts/useColours.ts';
import { ToggleControl } from '../controls/ToggleControl.tsx';
import { useApp } from '../useApp.ts';

const HEIGHT = 128;

const source: ChartSource = {
  read: () => {
    const { steps, raw, smoothed } = lossHistory.curves();
    return [steps, raw, smoothed];
  },
  subscribe: listener => lossHistory.subscribe(listener),
};

/** The training loss as it comes: every step faint, their running mean strong. */
export function LossChart() {
  const started = useApp(state => state.training.step > 0);
  const [log, setLog] = useState(true);
  const options = useCallback((colours: Colours) => lossOptions(colours, log), [log]);
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
          How far the network’s answers are from the truth, at every step: drawn here once it trains.
        </p>
      )}
      <Chart label="Training loss over the steps" height={HEIGHT} options={options} source={source} />
    </div>
  );
}

function lossOptions(colours: Colours, log: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  const value = (_: uPlot, loss: number | null) => shortNumber(loss);
  return {
    scales: { x: { time: false }, y: { distr: log ? 3 : 1 } },
    axes: [
      axis(colours, { size: 30, space: 60 }),
      axis(colours, {
        size: 44,
        space: 26,
        values: (_, ticks) => ticks.map(tick => (tick === null ? '' : shortNumber(tick))),
      }),
    ],
    series: [
      { label: 'step', value: (_, step) => (step === null ? '–' : String(step)) },
      { label: 'this step', stroke: colours.faint, width: 1, value, points: { show: false } },
      { label: 'smoothed', stroke: colours.accent, width: 2.5, value, points: { show: false } },
    ],
    cursor: { points: { size: 7 } },
  };
}
