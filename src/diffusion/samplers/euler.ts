import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';

/** Euler's step along a rectified flow (Liu et al. 2022): x + (s_to - s_from) velocity, with velocity = eps - x0. */
export function eulerRow(step: Step): SamplerRow {
  const ds = step.to.noise - step.from.noise;
  return rowOf(step, { cXt: 1, cX0: -ds, cEps: ds });
}
