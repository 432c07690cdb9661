/** Keeps asking for the network's inside while the experiment is open. */
import type { App } from '../../store/app.ts';
import { canAsk } from '../../store/settings/rules.ts';
import type { AppState } from '../../store/state.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';

/** Time between questions during training, so they are little load. */
const WHILE_TRAINING_MS = 1000;

/**
 * Asks about the page's x_t whenever it or the weights change: one question at a time, then the newest, so answers keep
 * coming while the pointer moves.
 *
 * @param nextFrame calls back before the browser paints.
 * @returns a function that stops.
 */
export function keepAskingInside(
  { store, analyses }: Pick<App, 'store' | 'analyses'>,
  nextFrame: (work: () => void) => void,
): () => void {
  let scheduled = false;
  let asking = false;
  let ended = false;
  let askedAt = Number.NEGATIVE_INFINITY;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    nextFrame(() => void ask());
  };
  const ask = async () => {
    const state = store.getState();
    // When the pending question ends, it asks the next.
    if (asking || ended) return;
    scheduled = false;
    if (!canAsk(state)) return;
    const { at, label } = forwardInView(state);
    const t = levelInView(state);
    asking = true;
    askedAt = performance.now();
    await analyses.analyse('inside', { xt: at(t), t, label });
    asking = false;
    if (scheduled) void ask();
  };

  const moved = (now: AppState, before: AppState): boolean => {
    const due = performance.now() - askedAt >= WHILE_TRAINING_MS;
    return (
      forwardInView(now) !== forwardInView(before) ||
      levelInView(now) !== levelInView(before) ||
      now.run.ready !== before.run.ready ||
      now.run.phase !== before.run.phase ||
      (now.run.step !== before.run.step && due)
    );
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (now !== before && moved(now, before)) schedule();
  });
  schedule();
  return () => {
    ended = true;
    unsubscribe();
    analyses.stopAnalysis('inside');
  };
}
