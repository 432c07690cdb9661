import type { VarianceName } from '../names.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { conditionalVariance, posteriorVariance, type Step } from './level.ts';
import { type Coefficients, rowOf } from './rowOf.ts';

/** Ancestral sampling (Ho et al. 2020, algorithm 2 and eq. 7), for steps of any length. */
export function ddpmRow(step: Step, variance: VarianceName): SamplerRow {
  const { from, to } = step;
  const conditional = conditionalVariance(step);
  const coefficients: Coefficients = {
    cXt: ((from.signal / to.signal) * to.noise ** 2) / from.noise ** 2,
    cX0: (to.signal * conditional) / from.noise ** 2,
    // The last step is the mean itself: Algorithm 2 has z = 0 there.
    cNoise:
      to.noise === 0 ? 0 : Math.sqrt(variance === 'fixed_small' ? posteriorVariance(step) : conditional),
  };
  return rowOf(step, coefficients);
}
