/** Says which network drew the pictures in the Generate part, or will. */
import type { AppState, Maker } from '../state.ts';
import { presentMaker } from './sampling.ts';

/** Before the first sampling, says which network will draw. */
export function drawnBy(state: Pick<AppState, 'config' | 'run' | 'samplings'>): string {
  const { run } = state;
  const sampling = state.samplings.main;
  const exact = (sampling ?? state).config.denoiser === 'exact';
  if (!sampling) return exact ? EXACT : run.ready ? present(presentMaker(state)) : '';
  const { maker } = sampling;
  if (maker.id !== run.id)
    return exact ? 'Drawn by the exact denoiser of another run’s images.' : another(maker);
  if (exact) return EXACT;
  if (maker.pretrained && run.step > 0) {
    return `Drawn by the pretrained network, ${count(maker.pretrained.steps)}. Press Sample to draw with yours.`;
  }
  return isUntrained(maker) ? 'From an untrained network: it only rearranges noise.' : present(maker);
}

const EXACT = 'The exact denoiser of the training images: it can only copy.';

const number = (step: number): string => step.toLocaleString('en');
const count = (steps: number): string => `${number(steps)} ${steps === 1 ? 'step' : 'steps'}`;

const isUntrained = ({ step, pretrained, fromFile }: Maker): boolean =>
  step === 0 && !pretrained && !fromFile;

function present({ step, pretrained, fromFile }: Maker): string {
  if (pretrained) return `Pretrained, ${count(pretrained.steps)}, until you train your own.`;
  if (step > 0) return `After ${number(step)} training ${step === 1 ? 'step' : 'steps'}.`;
  return fromFile
    ? 'Weights from a file, not trained on here yet.'
    : 'Not trained yet: it will only rearrange noise.';
}

function another(maker: Maker): string {
  const { name, step, pretrained } = maker;
  if (pretrained) {
    return `Drawn by the pretrained network, ${count(pretrained.steps)}, not by the present one.`;
  }
  if (isUntrained(maker)) return 'Drawn by an untrained network, not by the present one.';
  return `Drawn by another run: “${name}”, step ${number(step)}.`;
}
