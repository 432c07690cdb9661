import type { RunConfig } from '../../config/runConfig.ts';
import type { Slot } from '../../store/frameStore.ts';
import { useApp } from '../useApp.ts';

/** Whose pictures those of the main sampling are: nothing may look learned that is not. */
export function DrawnBy() {
  const denoiser = useApp(state => state.config.denoiser);
  return <p className="muted training-note">{useDrawnBy('main', denoiser)}</p>;
}

/**
 * Whose the pictures of a slot are, in words.
 *
 * @param denoiser the one that is asked where nothing has been sampled yet.
 */
export function useDrawnBy(slot: Slot, denoiser: RunConfig['denoiser']): string {
  const step = useApp(state => state.training.step);
  const sample = useApp(state => state.samples[slot]);
  const ready = useApp(state => state.ready);
  // A run is kept before its first step only where its weights came from a file.
  const given = useApp(state => state.kept.saved?.step === 0);
  const steps = sample ? sample.trainedSteps : step;
  const pretrained = sample ? sample.pretrained : steps === 0 ? ready?.pretrained : null;
  if ((sample ? sample.config.denoiser : denoiser) === 'exact') {
    return 'The exact denoiser of the training images: it can only copy.';
  }
  if (pretrained) {
    return `Pretrained, ${pretrained.steps.toLocaleString('en')} steps, until you train one of your own.`;
  }
  if (steps > 0) return `After ${steps.toLocaleString('en')} training ${steps === 1 ? 'step' : 'steps'}.`;
  if (given) return 'Weights from a file, not trained on here yet.';
  return sample
    ? 'From an untrained network: it only rearranges noise.'
    : 'Not trained yet: it will only rearrange noise.';
}
