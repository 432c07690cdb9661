/** Group normalisation (Wu & He 2018), with a following SiLU fused in. */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

/**
 * inputs: x [H, W, C], gamma [C], beta [C].
 * outputs: y [H, W, C], and for the backward pass mean [G] and 1 / standard deviation [G] of each group.
 */
export const groupNorm: OpRule<'groupNorm'> = {
  infer: ([x], { groups }) => {
    const channels = x!.shape[2]!;
    if (channels % groups !== 0)
      throw new Error(`groupNorm: ${channels} channels do not split into ${groups} groups`);
    const stats = { shape: [groups], batched: true };
    return [{ shape: x!.shape, batched: true }, stats, stats];
  },
  gradient: (g, { inputs, outputs, attrs }, dOutputs) => {
    const [, mean, rstd] = outputs as [number, number, number];
    return g.emit('groupNormGrad', [...inputs, mean, rstd, soleGradient(dOutputs)], attrs);
  },
  flops: ([x], _, { silu }) => elements(x!.shape) * (silu ? 10 : 6),
};

/**
 * inputs: x, gamma, beta, mean, rstd as above and dY [H, W, C].
 * outputs: dX [H, W, C], dGamma [C], dBeta [C] (no batch).
 */
export const groupNormGrad: OpRule<'groupNormGrad'> = {
  infer: ([x, gamma, beta]) => [
    { shape: x!.shape, batched: true },
    { shape: gamma!.shape, batched: false },
    { shape: beta!.shape, batched: false },
  ],
  flops: ([x], _, { silu }) => elements(x!.shape) * (silu ? 20 : 12),
};
