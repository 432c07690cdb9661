import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import type { Lower } from '../plan/lowering.ts';
import { attention, attentionGrad } from './attention.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './convolutions.ts';
import {
  add,
  addChannels,
  affine,
  concat,
  modulate,
  modulateGrad,
  silu,
  siluGrad,
  sliceChannels,
  sumSpatial,
  sumToChannels,
  upsample,
  upsampleGrad,
} from './elementwise.ts';
import { groupNorm, groupNormGrad } from './groupNorm.ts';
import { linear, linearInputGrad, linearWeightGrad } from './linear.ts';
import { embedding, embeddingGrad, input, param, timeEmbedding } from './sources.ts';
import { adam, ema, flatten, mse, mseGrad } from './training.ts';

/** How each op kind becomes kernel calls; the compiler sees to it that none is missing. */
export const LOWERINGS: { readonly [K in OpKind]: Lower<K> } = {
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
