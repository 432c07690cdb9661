/** Two-dimensional convolution (cross-correlation, as everywhere in deep learning), NHWC images and HWIO weights. */
import { elements } from '../graph.ts';
import type { ConvAttrs } from './opAttrs.ts';
import { type OpRule, soleGradient } from './opRule.ts';

function outputSize(size: number, before: number, after: number, { kernel, stride }: ConvAttrs): number {
  return Math.floor((size + before + after - kernel) / stride) + 1;
}

/** inputs: x [H, W, I], weight [k, k, I, O], bias [O]. output: [H', W', O]. */
export const conv2d: OpRule<'conv2d'> = {
  infer: ([x, weight], attrs) => {
    const [height, width, channels] = x!.shape as [number, number, number];
    const [, , fanIn, fanOut] = weight!.shape as [number, number, number, number];
    if (channels !== fanIn) throw new Error(`conv2d: ${channels} channels meet a weight for ${fanIn}`);
    const { top, bottom, left, right } = attrs.padding;
    return [
      {
        shape: [outputSize(height, top, bottom, attrs), outputSize(width, left, right, attrs), fanOut],
        batched: true,
      },
    ];
  },
  gradient: (g, { inputs, attrs }, dOutputs) => {
    const [x, weight] = inputs as [number, number, number];
    const dOut = soleGradient(dOutputs);
    return [
      g.one('conv2dInputGrad', [dOut, weight], { ...attrs, inputShape: g.value(x).shape }),
      g.one('conv2dFilterGrad', [x, dOut], attrs),
      g.one('sumToChannels', [dOut], {}),
    ];
  },
  flops: ([x], [y], { kernel }) => 2 * elements(y!.shape) * kernel * kernel * x!.shape[2]!,
};

/** inputs: dOut [H', W', O], weight [k, k, I, O]. output: dX [H, W, I]. */
export const conv2dInputGrad: OpRule<'conv2dInputGrad'> = {
  infer: (_, { inputShape }) => [{ shape: inputShape, batched: true }],
  flops: ([dOut], [dX], { kernel }) => 2 * elements(dOut!.shape) * kernel * kernel * dX!.shape[2]!,
};

/** inputs: x [H, W, I], dOut [H', W', O]. output: dWeight [k, k, I, O] (no batch), summed over the batch. */
export const conv2dFilterGrad: OpRule<'conv2dFilterGrad'> = {
  infer: ([x, dOut], { kernel }) => [
    { shape: [kernel, kernel, x!.shape[2]!, dOut!.shape[2]!], batched: false },
  ],
  flops: ([x, dOut], _, { kernel }) => 2 * elements(dOut!.shape) * kernel * kernel * x!.shape[2]!,
};
