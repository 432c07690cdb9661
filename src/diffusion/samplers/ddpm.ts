import type { VarianceName } from '../names.ts';
import { posterior } from '../posterior.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';

/**
 * Ancestral sampling (Ho et al. 2020, algorithm 2), for steps of any length.
 *
 * @param noisy Algorithm 2 has z = 0 in the last step, which is the mean itself.
 */
export function ddpmRow(step: Step, variance: VarianceName, noisy = step.to.noise !== 0): SamplerRow {
  const { cXt, cX0, small, large } = posterior(step);
  const cNoise = noisy ? Math.sqrt(variance === 'fixed_small' ? small : large) : 0;
  return rowOf(step, { cXt, cX0, cNoise });
}
