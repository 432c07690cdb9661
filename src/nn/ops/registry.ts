import * as arrange from './arrange.ts';
import * as attention from './attention.ts';
import * as convolutions from './conv2d.ts';
import * as elementwise from './elementwise.ts';
import * as groupNorm from './groupNorm.ts';
import * as linear from './linear.ts';
import type { OpKind } from './opAttrs.ts';
import type { OpRule } from './opRule.ts';
import * as sources from './sources.ts';
import * as training from './training.ts';

/** Every op kind's rule, by name; the compiler checks that none of `OpAttrs` is missing. */
export const OPS: { readonly [K in OpKind]: OpRule<K> } = {
  ...sources,
  ...linear,
  ...convolutions,
  ...groupNorm,
  ...attention,
  ...elementwise,
  ...arrange,
  ...training,
};
