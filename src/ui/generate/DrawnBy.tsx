import type { RunConfig } from '../../config/runConfig.ts';
import { drawnBy } from '../../store/sampling/drawnBy.ts';
import { madeWith } from '../../store/sampling/madeWith.ts';
import { useApp } from '../useApp.ts';

/** Whose pictures those of the main sampling are, and with which settings, where others are in force now. */
export function DrawnBy() {
  const denoiser = useApp(state => state.config.denoiser);
  const whose = useDrawnBy('main', denoiser);
  const made = useApp(madeWith);
  return (
    <p className="muted training-note numbers">
      {whose} {made && <strong className="made-with">{made}</strong>}
    </p>
  );
}

/** Whose the pictures of a slot are, in words: see `drawnBy`. */
export const useDrawnBy = (slot: string, denoiser: RunConfig['denoiser']): string =>
  useApp(state => drawnBy(state, slot, denoiser));
