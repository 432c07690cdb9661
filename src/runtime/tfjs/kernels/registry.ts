import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import * as arrange from './arrange.ts';
import * as attention from './attention.ts';
import * as convolutions from './conv2d.ts';
import * as elementwise from './elementwise.ts';
import { groupNorm, groupNormGrad } from './groupNorm.ts';
import type { Kernel } from './kernel.ts';
import * as linear from './linear.ts';
import * as sources from './sources.ts';
import * as training from './training.ts';

/**
 * A kernel for every op kind that computes, by name; inputs are fed. The compiler checks that none of `OpAttrs` is
 * missing.
 */
export const KERNELS: { readonly [K in Exclude<OpKind, 'input'>]: Kernel<K> } = {
  ...sources,
  ...linear,
  ...convolutions,
  groupNorm,
  groupNormGrad,
  ...attention,
  ...elementwise,
  ...arrange,
  ...training,
};
