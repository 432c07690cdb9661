import type { Maker } from '../store/state.ts';

const steps = (count: number): string =>
  `${count.toLocaleString('en')} training ${count === 1 ? 'step' : 'steps'}`;

/** Names the network that drew, for use after a colon or in a sentence. */
export function makerWords({ name, step, pretrained, fromFile }: Maker): string {
  if (pretrained) return `the pretrained network, ${steps(pretrained.steps)}`;
  if (step > 0) return `“${name}”, ${steps(step)}`;
  return fromFile
    ? 'weights from a file, not trained on here yet'
    : 'an untrained network, which only rearranges noise';
}
