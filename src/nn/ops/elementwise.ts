/** Ops on each element, and the sums that their gradients need. */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

/** inputs: x. output: x sigmoid(x). */
export const silu: OpRule<'silu'> = {
  infer: ([x]) => [x!],
  gradient: (g, { inputs }, dOutputs) => [g.one('siluGrad', [inputs[0]!, soleGradient(dOutputs)], {})],
  flops: ([x]) => 4 * elements(x!.shape),
};

/** inputs: x, dOut. output: dX. */
export const siluGrad: OpRule<'siluGrad'> = {
  infer: ([x]) => [x!],
  flops: ([x]) => 8 * elements(x!.shape),
};

/** inputs: a, b of one shape. output: a + b. */
export const add: OpRule<'add'> = {
  infer: ([a, b]) => {
    if (a!.shape.join() !== b!.shape.join()) throw new Error(`add: [${a!.shape}] meets [${b!.shape}]`);
    return [a!];
  },
  gradient: (_, __, dOutputs) => [soleGradient(dOutputs), soleGradient(dOutputs)],
  flops: ([a]) => elements(a!.shape),
};

/** inputs: x. output: scale x + bias. */
export const affine: OpRule<'affine'> = {
  infer: ([x]) => [x!],
  gradient: (g, { attrs }, dOutputs) => [
    g.one('affine', [soleGradient(dOutputs)], { scale: attrs.scale, bias: 0 }),
  ],
  flops: ([x]) => 2 * elements(x!.shape),
};

/** inputs: x [H, W, C], c [C]. output: x + c at every pixel. */
export const addChannels: OpRule<'addChannels'> = {
  infer: ([x]) => [x!],
  gradient: (g, _, dOutputs) => {
    const dOut = soleGradient(dOutputs);
    return [dOut, g.one('sumSpatial', [dOut], {})];
  },
  flops: ([x]) => elements(x!.shape),
};

/** inputs: x [H, W, C]. output: [C], summed over the pixels. */
export const sumSpatial: OpRule<'sumSpatial'> = {
  infer: ([x]) => [{ shape: [x!.shape[2]!], batched: true }],
  flops: ([x]) => elements(x!.shape),
};

/** inputs: x [..., C]. output: [C] (no batch), summed over everything else: the gradient of a bias. */
export const sumToChannels: OpRule<'sumToChannels'> = {
  infer: ([x]) => [{ shape: [x!.shape.at(-1)!], batched: false }],
  flops: ([x]) => elements(x!.shape),
};

/** inputs: x [H, W, C], scaleShift [2 C]. output: x (1 + scale) + shift (Dhariwal & Nichol 2021's AdaGN). */
export const modulate: OpRule<'modulate'> = {
  infer: ([x]) => [x!],
  gradient: (g, { inputs }, dOutputs) => g.emit('modulateGrad', [...inputs, soleGradient(dOutputs)], {}),
  flops: ([x]) => 2 * elements(x!.shape),
};

/** inputs: x, scaleShift, dOut. outputs: dX [H, W, C], dScaleShift [2 C]. */
export const modulateGrad: OpRule<'modulateGrad'> = {
  infer: ([x, scaleShift]) => [x!, scaleShift!],
  flops: ([x]) => 5 * elements(x!.shape),
};
