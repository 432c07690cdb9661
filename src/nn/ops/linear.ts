/** Linear layers over the last axis: [C] or [H, W, C]. */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

/** inputs: x [..., in], weight [in, out], bias [out]. output: [..., out]. */
export const linear: OpRule<'linear'> = {
  infer: ([x, weight]) => {
    const [fanIn, fanOut] = weight!.shape as [number, number];
    if (x!.shape.at(-1) !== fanIn)
      throw new Error(`linear: ${x!.shape.at(-1)} features meet a weight for ${fanIn}`);
    return [{ shape: [...x!.shape.slice(0, -1), fanOut], batched: x!.batched }];
  },
  gradient: (g, { inputs }, dOutputs) => {
    const [x, weight] = inputs as [number, number, number];
    const dOut = soleGradient(dOutputs);
    return [
      g.one('linearInputGrad', [dOut, weight], {}),
      g.one('linearWeightGrad', [x, dOut], {}),
      g.one('sumToChannels', [dOut], {}),
    ];
  },
  flops: ([x], [y]) => 2 * elements(x!.shape) * y!.shape.at(-1)!,
};

/** inputs: dOut [..., out], weight [in, out]. output: dX [..., in]. */
export const linearInputGrad: OpRule<'linearInputGrad'> = {
  infer: ([dOut, weight]) => [
    { shape: [...dOut!.shape.slice(0, -1), weight!.shape[0]!], batched: dOut!.batched },
  ],
  flops: ([dOut, weight]) => 2 * elements(dOut!.shape) * weight!.shape[0]!,
};

/** inputs: x [..., in], dOut [..., out]. output: [in, out] (no batch). */
export const linearWeightGrad: OpRule<'linearWeightGrad'> = {
  infer: ([x, dOut]) => [{ shape: [x!.shape.at(-1)!, dOut!.shape.at(-1)!], batched: false }],
  flops: ([x, dOut]) => 2 * elements(x!.shape) * dOut!.shape.at(-1)!,
};
