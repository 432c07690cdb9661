/** Ops that only move numbers: skip connections and changes of resolution. */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

/** inputs: a [H, W, A], b [H, W, B]. output: [H, W, A + B]. */
export const concat: OpRule<'concat'> = {
  infer: ([a, b]) => {
    const [height, width, first] = a!.shape as [number, number, number];
    if (b!.shape[0] !== height || b!.shape[1] !== width) {
      throw new Error(`concat: an image of [${a!.shape}] meets one of [${b!.shape}]`);
    }
    return [{ shape: [height, width, first + b!.shape[2]!], batched: true }];
  },
  gradient: (g, { inputs }, dOutputs) => {
    const dOut = soleGradient(dOutputs);
    const [first, second] = inputs.map(id => g.value(id).shape[2]!) as [number, number];
    return [
      g.one('sliceChannels', [dOut], { start: 0, size: first }),
      g.one('sliceChannels', [dOut], { start: first, size: second }),
    ];
  },
  flops: () => 0,
};

/** inputs: x [H, W, C]. output: [H, W, size], the channels from `start`. */
export const sliceChannels: OpRule<'sliceChannels'> = {
  infer: ([x], { size }) => [{ shape: [x!.shape[0]!, x!.shape[1]!, size], batched: true }],
  flops: () => 0,
};

/** inputs: x [H, W, C]. output: [2 H, 2 W, C], every pixel repeated (nearest neighbour). */
export const upsample: OpRule<'upsample'> = {
  infer: ([x]) => {
    const [height, width, channels] = x!.shape as [number, number, number];
    return [{ shape: [2 * height, 2 * width, channels], batched: true }];
  },
  gradient: (g, _, dOutputs) => [g.one('upsampleGrad', [soleGradient(dOutputs)], {})],
  flops: () => 0,
};

/** inputs: dOut [2 H, 2 W, C]. output: [H, W, C], the sum of each 2 x 2 block. */
export const upsampleGrad: OpRule<'upsampleGrad'> = {
  infer: ([dOut]) => {
    const [height, width, channels] = dOut!.shape as [number, number, number];
    return [{ shape: [height / 2, width / 2, channels], batched: true }];
  },
  flops: ([dOut]) => elements(dOut!.shape),
};
