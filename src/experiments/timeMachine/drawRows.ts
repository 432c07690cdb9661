/** Draws with the kept snapshots, one after another, while the experiment is open. */
import { makeConsistent } from '../../config/consistency.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { isPlane } from '../../data/sets/registry.ts';
import type { App } from '../../store/app.ts';
import { addRow, drawnRowsOf, type RowFrame, rowsOf } from './rows.ts';

/** Enough to show a shape in a cell of the grid. */
const POINTS = 200;

/** Few steps, and a deterministic sampler: rows differ by their weights alone. */
function rowConfig(built: RunConfig, noise: number): RunConfig {
  const { config } = makeConsistent({
    ...built,
    sampler: built.schedule === 'flow' ? 'euler' : 'ddim',
    samplingSteps: 12,
    sampleCount: isPlane(built) ? POINTS : 1,
    eta: 0,
    spacing: 'trailing',
    clipX0: true,
    denoiser: 'network',
    seed: (built.seed + noise) % 2 ** 32,
  });
  return config;
}

/** A row in progress. */
interface Drawing {
  readonly runId: number;
  readonly noise: number;
  readonly step: number;
  readonly abort: AbortController;
}

/** Draws missing rows until the returned function is called. */
export function drawRows(app: Pick<App, 'store' | 'engine' | 'notices'>): () => void {
  const { store, engine, notices } = app;
  const drawn = drawnRowsOf(app);
  let drawing: Drawing | null = null;
  let ended = false;
  /** Steps not to try again: their snapshots were dropped before they were drawn. */
  let lost: { runId: number; readonly steps: Set<number> } = { runId: -1, steps: new Set() };

  const isWanted = ({ runId, noise }: Drawing) =>
    !ended && runId === store.getState().run.runId && noise === drawn.getState().noise;

  const isKept = (step: number) => store.getState().run.snapshots.steps.includes(step);

  const draw = async (now: Drawing): Promise<void> => {
    const { runId, noise, step, abort } = now;
    const config = rowConfig(store.getState().run.config, noise);
    const frames: RowFrame[] = [];
    try {
      const order = { runId, config, weightsOf: step };
      for await (const { seq, total, row, xt, x0Hat, xPrev } of engine().sample(order, {
        signal: abort.signal,
      })) {
        frames.push({ row, xt, x0Hat });
        if (seq === total - 1) frames.push({ row: null, xt: xPrev, x0Hat: xPrev });
      }
    } catch (error) {
      if (isWanted(now) && isKept(step)) notices.failure(error);
    }
    drawing = null;
    const whole = frames.at(-1)?.row === null;
    if (isWanted(now) && whole && isKept(step)) addRow(drawn, store.getState(), step, frames);
    else if (isWanted(now)) lost.steps.add(step);
    next();
  };

  const next = (): void => {
    const { run } = store.getState();
    if (drawing && !isWanted(drawing)) drawing.abort.abort();
    if (drawing || ended || !run.ready) return;
    if (lost.runId !== run.runId) lost = { runId: run.runId, steps: new Set() };
    const rows = rowsOf({ run }, drawn.getState());
    const step = run.snapshots.steps.find(kept => !rows.has(kept) && !lost.steps.has(kept));
    if (step === undefined) return;
    drawing = { runId: run.runId, noise: drawn.getState().noise, step, abort: new AbortController() };
    void draw(drawing);
  };

  const stops = [store.subscribe(next), drawn.subscribe(next)];
  next();
  return () => {
    ended = true;
    for (const stop of stops) stop();
    drawing?.abort.abort();
  };
}
