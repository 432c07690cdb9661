import { Dices, Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isPoint } from '../../data/shape.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { Formula } from '../../ui/formulas/Formula.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { Drawn } from './Drawn.tsx';
import { drawRows } from './drawRows.ts';
import { LossLine } from './LossLine.tsx';
import { type GridView, RowGrid } from './RowGrid.tsx';
import { drawnRowsOf, type RowFrame, rowsOf, takeOtherNoise } from './rows.ts';
import { Scrubber } from './Scrubber.tsx';
import './timeMachine.css';

const VIEWS: readonly GridView[] = ['x0Hat', 'xt'];
/** Points of noise reach this far, but for a few. */
const NOISE_REACH = 2.4;

/** Samples along two times: the training step of the weights, and the step of the reverse process. */
export default function TimeMachine() {
  const app = useActions();
  const drawn = drawnRowsOf(app);
  const run = useApp(state => state.run);
  const rows = rowsOf({ run }, useStore(drawn));
  const { steps, bytes } = run.snapshots;
  const [wantedStep, setWantedStep] = useState<number | null>(null);
  const [wantedColumn, setWantedColumn] = useState<number | null>(null);
  const [view, setView] = useState<GridView>('x0Hat');
  const shape = useApp(runShape);
  useEffect(() => drawRows(app), [app]);
  if (steps.length === 0) return <Nothing />;

  const columns = [...rows.values()][0] ?? [];
  // Default: the newest weights and the finished picture.
  const step = wantedStep !== null && steps.includes(wantedStep) ? wantedStep : steps.at(-1)!;
  const column = Math.min(wantedColumn ?? columns.length - 1, columns.length - 1);
  const frame = rows.get(step)?.[column];
  return (
    <div className="stack">
      <p>
        The engine keeps the averaged weights of {steps.length} moments of training, evenly spread in the
        logarithm of the step: {(bytes / 2 ** 20).toFixed(1)} MiB. Each of them draws from the same noise.
        Looking changes nothing: training continues with the newest weights.
      </p>
      <LossLine steps={steps} rows={rows} chosen={step} onChoose={setWantedStep} />
      <div className="split">
        {columns.length > 0 ? (
          <RowGrid
            steps={steps}
            rows={rows}
            view={view}
            columns={columns}
            chosenStep={step}
            chosenColumn={column}
            onChoose={(nextStep, nextColumn) => {
              setWantedStep(nextStep);
              setWantedColumn(nextColumn);
            }}
          />
        ) : (
          <p className="muted">The first row is being drawn …</p>
        )}
        <aside className="stack" aria-label="The chosen moment">
          <Scrubber
            label="Training step"
            words={String(step)}
            position={steps.indexOf(step)}
            count={steps.length}
            onChange={position => setWantedStep(steps[position]!)}
          />
          <Scrubber
            label="Diffusion step"
            words={columns[column]?.row ? `t = ${columns[column].row.t}` : 'the result'}
            position={Math.max(0, column)}
            count={columns.length}
            onChange={setWantedColumn}
          />
          {frame ? <Moment frame={frame} /> : <p className="muted">This row is being drawn …</p>}
          <ChoiceControl
            id="time-machine-view"
            options={VIEWS}
            labels={{ x0Hat: 'The guess x̂₀', xt: `The noisy ${isPoint(shape) ? 'points' : 'picture'} xₜ` }}
            value={view}
            onChange={next => setView(next as GridView)}
          />
          <span id="time-machine-view-label" className="visually-hidden">
            What the grid shows
          </span>
          <div className="row">
            <button type="button" className="button" onClick={() => takeOtherNoise(drawn)}>
              <Dices aria-hidden /> Another noise
            </button>
            <button
              type="button"
              className="button"
              onClick={() => app.sampling.sample({ rest: { weightsOf: step } })}
            >
              <Sparkles aria-hidden /> Generate with these weights
            </button>
          </div>
        </aside>
      </div>
    </div>
  );
}

function Moment({ frame }: { readonly frame: RowFrame }) {
  const shape = useApp(runShape);
  return (
    <div className="moment">
      <figure>
        <Drawn
          values={frame.xt}
          reach={NOISE_REACH}
          axes
          label={`The noisy ${isPoint(shape) ? 'points' : 'picture'} at this step`}
        />
        <figcaption>
          <Formula tex={frame.row ? 'x_t' : 'x_0'} />
        </figcaption>
      </figure>
      <figure>
        <Drawn values={frame.x0Hat} reach={NOISE_REACH} axes label="The network’s guess at this step" />
        <figcaption>
          <Formula tex={frame.row ? '\\hat x_0' : 'x_0'} />
        </figcaption>
      </figure>
    </div>
  );
}

function Nothing() {
  return (
    <p className="muted empty">
      There is no past yet. Train: the weights at the start, after 1, 2, 4, … steps and at every preview are
      kept here, and you can go back to each.
    </p>
  );
}
