/** How each op kind becomes dispatches; the compiler checks that none of `OpAttrs` is missing. */
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import type { Lower } from '../plan/lowering.ts';
import * as arrange from './arrange.ts';
import * as attention from './attention.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './convolutions.ts';
import * as elementwise from './elementwise.ts';
import * as groupNorm from './groupNorm.ts';
import * as linear from './linear.ts';
import * as sources from './sources.ts';
import * as training from './training.ts';

export const LOWERINGS: { readonly [K in OpKind]: Lower<K> } = {
  ...sources,
  ...linear,
  conv2d,
  conv2dFilterGrad,
  conv2dInputGrad,
  ...groupNorm,
  ...attention,
  ...elementwise,
  ...arrange,
  ...training,
};
