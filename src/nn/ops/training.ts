/** Loss, optimiser and running average: training is part of the graph. */
import { elements } from '../graph.ts';
import type { OpRule } from './opRule.ts';

/** inputs: prediction, target [H, W, C]. outputs: the mean over everything [] (no batch), and each image's mean []. */
export const mse: OpRule<'mse'> = {
  infer: () => [
    { shape: [], batched: false },
    { shape: [], batched: true },
  ],
  gradient: (g, { inputs }) => [g.one('mseGrad', inputs, {}), null],
  flops: ([x]) => 3 * elements(x!.shape),
};

/** inputs: prediction, target. output: d mse / d prediction, for a loss that is the mean itself. */
export const mseGrad: OpRule<'mseGrad'> = {
  infer: ([x]) => [x!],
  flops: ([x]) => 2 * elements(x!.shape),
};

/** inputs: the gradient of every parameter, in order. output: [P] (no batch). */
export const flatten: OpRule<'flatten'> = {
  infer: inputs => [{ shape: [inputs.reduce((n, value) => n + elements(value.shape), 0)], batched: false }],
  flops: () => 0,
};

/**
 * Adam (Kingma & Ba 2015) as PyTorch computes it.
 * inputs: params, gradient, m, v [P]; stepSize [] = lr / (1 - beta1^n); vScale [] = 1 / sqrt(1 - beta2^n).
 * outputs: params, m, v.
 */
export const adam: OpRule<'adam'> = {
  infer: ([params]) => [params!, params!, params!],
  flops: ([params]) => 12 * elements(params!.shape),
};

/** inputs: ema, params [P]; decay []. output: decay ema + (1 - decay) params. */
export const ema: OpRule<'ema'> = {
  infer: ([average]) => [average!],
  flops: ([average]) => 3 * elements(average!.shape),
};
