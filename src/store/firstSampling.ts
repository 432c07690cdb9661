/** The live pictures that take over from the recording: what one sees before the first click is soon really computed. */
import { type AppState, appStore } from './appStore.ts';
import { startSample } from './engineClient.ts';
import { withoutFollowing } from './playback.ts';

/** A network that can already draw, with which nobody has done anything yet. */
const isFresh = ({ ready, training, samples }: AppState): boolean =>
  ready !== null &&
  ready.pretrained !== null &&
  training.step === 0 &&
  training.phase === 'idle' &&
  samples.main === undefined;

/**
 * Samples once from the pretrained network, when it is first ready. Not for whoever came by a link, which starts nothing
 * by itself, has begun to do something else, or wants nothing to move.
 */
export function takeOverFromRecording(): void {
  if (location.hash !== '' || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const gaveUp = new AbortController();
  const giveUp = () => gaveUp.abort();
  for (const type of ['pointerdown', 'keydown'] as const) {
    addEventListener(type, giveUp, { capture: true, signal: gaveUp.signal });
  }
  const stop = appStore.subscribe(state => {
    if (state.ready === null) return;
    giveUp();
    // Its frames are shown at the level at which the page stands.
    if (isFresh(state)) withoutFollowing(() => startSample());
  });
  gaveUp.signal.addEventListener('abort', stop);
}
