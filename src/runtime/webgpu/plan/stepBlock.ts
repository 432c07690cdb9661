/** The block of numbers, at fixed places, that is written to the GPU at each step. */

export const STEP_BLOCK = 'step';
export const STEP_BLOCK_BYTES = 256;

/** Words of the block. The graph's numbers are floats; `seed` and `step`, for drawing the batch, are integers. */
const SLOTS = ['seed', 'step', 'stepSize', 'vScale', 'emaDecay'] as const;
type StepNumber = (typeof SLOTS)[number];
export type StepNumbers = Readonly<Record<StepNumber, number>>;

export function stepSlot(name: string): number {
  const slot = SLOTS.indexOf(name as StepNumber);
  if (slot < 0) throw new Error(`Plan: the step block has no '${name}'`);
  return slot;
}

export function packStepBlock(numbers: StepNumbers): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(SLOTS.length);
  const floats = new Float32Array(words.buffer);
  SLOTS.forEach((name, slot) => {
    if (name === 'seed' || name === 'step') words[slot] = numbers[name];
    else floats[slot] = numbers[name];
  });
  return words;
}
