/** The live pictures that take over from the recording: what one sees before the first click is soon really computed. */
import type { Context } from '../context.ts';
import type { SamplingActions } from './sampling.ts';

/**
 * Samples once from the pretrained network, when it is first ready: not after `touched`, since somebody who has begun to
 * do something else wants nothing to move. Its newest frame is shown, to the finished pictures, while the rest of the page
 * stays at its level.
 */
export function takeOverFromRecording({ get, whenever }: Context, { sample }: SamplingActions) {
  let over = false;
  whenever(
    ({ run }) => run.ready,
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
