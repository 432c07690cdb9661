/** Replaces the recording by pictures computed live, before the first click. */
import type { Context } from '../context.ts';
import { canAsk } from '../settings/rules.ts';
import type { SamplingActions } from './sampling.ts';

/**
 * Samples once from the pretrained network as soon as it is ready, unless the user has already done something
 * (`touched`). The Generate part follows the newest frame; the rest of the page stays at its level.
 */
export function takeOverFromRecording({ get, whenever }: Context, { sample }: SamplingActions) {
  let over = false;
  whenever(
    // The network's first answer takes a moment, its sampling seconds: the answer comes first.
    state => (canAsk(state) && state.answered?.runId !== state.run.runId ? null : state.run.ready),
    ready => {
      if (!ready || over) return;
      over = true;
      const { run, samplings } = get();
      const fresh = ready.pretrained !== null && run.step === 0 && run.phase === 'idle' && !samplings.main;
      if (fresh) sample({ leads: false });
    },
  );
  return {
    touched: () => {
      over = true;
    },
  };
}
