import type * as tf from '@tensorflow/tfjs';
import type { Value } from '../../../nn/graph.ts';
import type { OpAttrs, OpKind } from '../../../nn/ops/opAttrs.ts';

/**
 * Evaluates one node with tfjs ops. Batched tensors have the batch as their first axis, so an image is [B, H, W, C].
 * Runs within a `tf.tidy`; must neither dispose nor keep its inputs.
 */
export type Kernel<K extends OpKind> = (
  inputs: readonly tf.Tensor[],
  attrs: OpAttrs[K],
  outputs: readonly Value[],
) => tf.Tensor[];
