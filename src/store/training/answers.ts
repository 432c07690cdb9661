/** Asks the network about x_t whenever the level, the picture or the weights change. */
import type { Context } from '../context.ts';
import { derive } from '../memo.ts';
import type { Notices } from '../notices/notices.ts';
import { canAsk } from '../settings/rules.ts';
import type { AppState } from '../state.ts';
import { forwardInView } from '../timeline/forward.ts';
import { levelInView } from '../timeline/place.ts';

/** Time between questions during training: little load, and the answers visibly improve. */
const WHILE_TRAINING_MS = 500;

/**
 * The answer to show beside the picture in view: about the same picture and noise, in the same process, by the same
 * run. Its t may lag behind the pointer. Null if there is none yet.
 */
export const answerInView = derive(
  [({ answered }: AppState) => answered, forwardInView, ({ run }: AppState) => run.runId, canAsk],
  (answered, forward, runId, asks) =>
    asks && answered?.runId === runId && answered.forward === forward ? answered : null,
);

export function createAnswers(
  { get, set, whenever, engine }: Context,
  notices: Notices,
  nextFrame: (work: () => void) => void,
) {
  let scheduled = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let newest = new AbortController();

  async function ask(): Promise<void> {
    scheduled = false;
    const state = get();
    if (!canAsk(state)) return;
    const { runId } = state.run;
    const forward = forwardInView(state);
    const t = levelInView(state);
    askedAt = performance.now();
    // A waiting question is replaced; one being answered is not cancelled.
    newest.abort();
    newest = new AbortController();
    try {
      const question = { runId, xt: forward.at(t), t, label: forward.label };
      const answer = await engine().answer(question, { signal: newest.signal });
      if (get().run.runId === runId) set({ answered: { runId, forward, t, answer } });
    } catch (error) {
      notices.failure(error);
    }
  }

  // More than one question a frame would not be seen.
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    nextFrame(() => void ask());
  };
  whenever(forwardInView, schedule);
  whenever(levelInView, schedule);
  whenever(({ run }) => run.ready, schedule);
  whenever(({ run }) => run.phase, schedule);
  whenever(
    ({ run }) => run.step,
    () => {
      if (performance.now() - askedAt >= WHILE_TRAINING_MS) schedule();
    },
  );
}
