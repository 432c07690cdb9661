/** Op kinds that bring values in: feeds, weights and embeddings. */
import { elements } from '../graph.ts';
import { type OpRule, soleGradient } from './opRule.ts';

export const input: OpRule<'input'> = {
  infer: (_, { shape, batched }) => [{ shape, batched }],
  flops: () => 0,
};

/** inputs: the flat parameter vector [P]. Its gradient is gathered per parameter by `differentiate`. */
export const param: OpRule<'param'> = {
  infer: (_, { shape }) => [{ shape, batched: false }],
  flops: () => 0,
};

/** inputs: t []. output: [dim] of sines and cosines (Vaswani 2017, as diffusers' get_timestep_embedding). */
export const timeEmbedding: OpRule<'timeEmbedding'> = {
  infer: (_, { dim }) => [{ shape: [dim], batched: true }],
  gradient: () => [null],
  flops: (_, __, { dim }) => 2 * dim,
};

/** inputs: labels [], table [count, C] (no batch). output: [C]. */
export const embedding: OpRule<'embedding'> = {
  infer: ([, table]) => [{ shape: [table!.shape[1]!], batched: true }],
  gradient: (g, node, dOutputs) => {
    const [labels, table] = node.inputs as [number, number];
    const count = g.value(table).shape[0]!;
    return [null, g.one('embeddingGrad', [labels, soleGradient(dOutputs)], { count })];
  },
  flops: () => 0,
};

/** inputs: labels [], dOut [C]. output: [count, C] (no batch), rows summed over the images with that label. */
export const embeddingGrad: OpRule<'embeddingGrad'> = {
  infer: ([, dOut], { count }) => [{ shape: [count, dOut!.shape[0]!], batched: false }],
  flops: ([, dOut]) => elements(dOut!.shape),
};
