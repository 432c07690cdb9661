import type { App } from '../../store/app.ts';
import { reasonAgainst } from '../../store/settings/rules.ts';
import type { Failure } from './failures.ts';

/**
 * Begins a failure's training or sampling. A trained run is saved first and left alone: the failure trains a network of
 * its own.
 *
 * @returns whether it began; if not, because the trained run could not be saved, a notice says so.
 */
export async function tryFailure(
  { store, settings, runs, sampling }: Pick<App, 'store' | 'settings' | 'runs' | 'sampling'>,
  { config, begins }: Pick<Failure, 'config' | 'begins'>,
): Promise<boolean> {
  if (!(await settings.tryOut(config, { fresh: begins === 'training' }))) return false;
  if (begins === 'sampling') {
    await presentRunReady(store);
    sampling.sample();
  } else if (reasonAgainst(store.getState()) === null) {
    runs.train('start');
  }
  return true;
}

/** Resolves once it is known which network draws, or the run has been replaced. */
function presentRunReady(store: App['store']): Promise<void> {
  const { runId } = store.getState().run;
  return new Promise(resolve => {
    let stop = () => {};
    const check = () => {
      const { run } = store.getState();
      if (run.runId === runId && !run.ready) return;
      stop();
      resolve();
    };
    stop = store.subscribe(check);
    check();
  });
}
