import { useCallback, useEffect, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import { PARAMS } from '../../config/params.ts';
import { settingWords } from '../../config/settingWords.ts';
import type { RunRecord } from '../../storage/tables.ts';
import { changedParams } from '../../store/settings/rules.ts';
import { LossHistory } from '../../store/training/lossHistory.ts';
import { axis, shortNumber } from '../charts/axes.ts';
import { Chart } from '../charts/Chart.tsx';
import type { Colours } from '../charts/useColours.ts';
import { useActions } from '../useApp.ts';

interface Props {
  readonly first: RunRecord;
  readonly second: RunRecord;
}

/** Two runs side by side: the settings that differ, and their smoothed losses. */
export function CompareRuns({ first, second }: Props) {
  const differing = changedParams(first.config, second.config);
  return (
    <section className="stack" aria-label="Comparison">
      {differing.length === 0 ? (
        <p className="muted">Their settings are the same.</p>
      ) : (
        <table className="compare numbers">
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">{first.name}</th>
              <th scope="col">{second.name}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(name => (
              <tr key={name}>
                <th scope="row">{PARAMS[name].label}</th>
                <td>{settingWords(first.config, name)}</td>
                <td>{settingWords(second.config, name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <LossCurves first={first} second={second} />
    </section>
  );
}

/** NaN leaves a gap: beyond the shorter run's end, and where losses are unknown. */
function LossCurves({ first, second }: Props) {
  const { kept } = useActions();
  const [losses, setLosses] = useState<readonly Float32Array[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    setLosses(null);
    Promise.all([kept.lossesOf(first.id), kept.lossesOf(second.id)]).then(
      both => wanted && setLosses(both),
      (error: unknown) => wanted && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [kept, first.id, second.id]);
  const source = useMemo(
    () => ({ read: () => aligned([first, second], losses ?? []), subscribe: () => () => {} }),
    [first, second, losses],
  );
  const names = `${first.name}\n${second.name}`;
  const options = useCallback((colours: Colours) => curveOptions(colours, names.split('\n')), [names]);
  if (problem) return <p className="reason">{problem}</p>;
  if (!losses) return <p className="muted">Reading the losses …</p>;
  return <Chart label="Smoothed losses of both runs" height={240} options={options} source={source} />;
}

function aligned(runs: readonly RunRecord[], losses: readonly Float32Array[]): uPlot.AlignedData {
  const last = Math.max(0, ...runs.map(({ step }) => step));
  const curves = losses.map((values, i) => {
    const history = new LossHistory();
    const before = runs[i]!.step - values.length;
    history.append(values, before);
    const { smoothed } = history.curves();
    return Array.from({ length: last }, (_, step) => smoothed[step - before] ?? null);
  });
  return [Float64Array.from({ length: last }, (_, i) => i + 1), ...curves];
}

function curveOptions(colours: Colours, names: readonly string[]): Omit<uPlot.Options, 'width' | 'height'> {
  const strokes = [colours.accent, colours.second];
  return {
    scales: { x: { time: false }, y: { distr: 3 } },
    axes: [
      axis(colours, { label: 'step' }),
      axis(colours, {
        size: 56,
        values: (_, ticks) => ticks.map(tick => (tick === null ? '' : shortNumber(tick))),
      }),
    ],
    series: [
      { label: 'step' },
      ...names.map((label, i) => ({
        label,
        stroke: strokes[i]!,
        width: 2,
        points: { show: false },
        value: (_: uPlot, loss: number | null) => shortNumber(loss),
      })),
    ],
  };
}
