/** Scaled dot-product self-attention over all pixels (Vaswani 2017, eq. 1). */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

/** inputs: q, k, v [H, W, C]. output: [H, W, C]; each of `heads` heads sees C / heads channels. */
export const attention: OpRule<'attention'> = {
  infer: ([q], { heads }) => {
    const channels = q!.shape[2]!;
    if (channels % heads !== 0)
      throw new Error(`attention: ${channels} channels do not split into ${heads} heads`);
    return [{ shape: q!.shape, batched: true }];
  },
  gradient: (g, { inputs, attrs }, dOutputs) =>
    g.emit('attentionGrad', [...inputs, soleGradient(dOutputs)], attrs),
  flops: ([q]) => 4 * elements(q!.shape) * q!.shape[0]! * q!.shape[1]!,
};

/** inputs: q, k, v, dOut [H, W, C]. outputs: dQ, dK, dV. */
export const attentionGrad: OpRule<'attentionGrad'> = {
  infer: ([q]) => Array.from({ length: 3 }, () => ({ shape: q!.shape, batched: true })),
  flops: ([q]) => 12 * elements(q!.shape) * q!.shape[0]! * q!.shape[1]!,
};
