/** Whose the pictures of a sampling are, in words: nothing may look learned that is not, nor one's own that is not. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { AppState, Maker } from '../state.ts';
import { presentMaker } from './sampling.ts';

/** @param denoiser the one that is asked where nothing has been sampled yet. */
export function drawnBy(
  state: Pick<AppState, 'run' | 'samplings'>,
  slot: string,
  denoiser: RunConfig['denoiser'],
): string {
  const sampling = state.samplings[slot];
  if (!sampling) return denoiser === 'exact' ? EXACT : state.run.ready ? willDraw(presentMaker(state)) : '';
  const { maker, config } = sampling;
  if (maker.id !== state.run.id) return drawnByAnother(maker, config.denoiser);
  if (config.denoiser === 'exact') return EXACT;
  if (maker.pretrained && state.run.step > 0) {
    return `Drawn by the pretrained network, ${count(maker.pretrained.steps)}. Press Sample to draw with yours.`;
  }
  if (isUntrained(maker)) return 'From an untrained network: it only rearranges noise.';
  return willDraw(maker);
}

const EXACT = 'The exact denoiser of the training images: it can only copy.';

const count = (steps: number): string => `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}`;

const isUntrained = ({ step, pretrained, fromFile }: Maker): boolean =>
  step === 0 && !pretrained && !fromFile;

function willDraw({ step, pretrained, fromFile }: Maker): string {
  if (pretrained) return `Pretrained, ${count(pretrained.steps)}, until you train one of your own.`;
  if (step > 0) return `After ${step.toLocaleString('en')} training ${step === 1 ? 'step' : 'steps'}.`;
  return fromFile
    ? 'Weights from a file, not trained on here yet.'
    : 'Not trained yet: it will only rearrange noise.';
}

function drawnByAnother(maker: Maker, denoiser: RunConfig['denoiser']): string {
  if (denoiser === 'exact') return 'Drawn by the exact denoiser of another run’s images.';
  if (maker.pretrained) {
    return `Drawn by the pretrained network, ${count(maker.pretrained.steps)}, not by the present one.`;
  }
  if (isUntrained(maker)) return 'Drawn by an untrained network, not by the present one.';
  return `Drawn by another run: “${maker.name}”, step ${maker.step.toLocaleString('en')}.`;
}
