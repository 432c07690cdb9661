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
import { linear, linearInputGrad, linearWeightGrad } from './linear.ts';
import type { OpKind } from './opAttrs.ts';
import type { OpRule } from './opRule.ts';
import { embedding, embeddingGrad, input, param, timeEmbedding } from './sources.ts';
import { adam, ema, flatten, mse, mseGrad } from './training.ts';

/** Every op kind's rule; the compiler sees to it that none is missing. */
export const OPS: { readonly [K in OpKind]: OpRule<K> } = {
  input,
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
