import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import { concat, sliceChannels, upsample, upsampleGrad } from './arrange.ts';
import { attention, attentionGrad } from './attention.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './conv2d.ts';
import {
  add,
  addChannels,
  affine,
  modulate,
  modulateGrad,
  silu,
  siluGrad,
  sumSpatial,
  sumToChannels,
} from './elementwise.ts';
import { groupNorm, groupNormGrad } from './groupNorm.ts';
import type { Kernel } from './kernel.ts';
import { linear, linearInputGrad, linearWeightGrad } from './linear.ts';
import { embedding, embeddingGrad, param, timeEmbedding } from './sources.ts';
import { adam, ema, flatten, mse, mseGrad } from './training.ts';

/** A kernel for every op kind that computes; inputs are fed. The compiler sees to it that none is missing. */
export const KERNELS: { readonly [K in Exclude<OpKind, 'input'>]: Kernel<K> } = {
  param,
  timeEmbedding,
  embedding,
  embeddingGrad,
  linear,
  linearInputGrad,
  linearWeightGrad,
  conv2d,
  conv2dInputGrad,
  conv2dFilterGrad,
  groupNorm,
  groupNormGrad,
  attention,
  attentionGrad,
  silu,
  siluGrad,
  add,
  affine,
  addChannels,
  sumSpatial,
  sumToChannels,
  modulate,
  modulateGrad,
  concat,
  sliceChannels,
  upsample,
  upsampleGrad,
  mse,
  mseGrad,
  flatten,
  adam,
  ema,
};
