import { posterior } from '../posterior.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';

/** Song et al. 2021, eq. 12 and 16: the predicted image, noised again to the next level with old and new noise. */
export function ddimRow(step: Step, eta: number): SamplerRow {
  const { to } = step;
  const variance = eta ** 2 * posterior(step).small;
  return rowOf(step, {
    cX0: to.signal,
    // Rounding may leave a little less than nothing where eta is 1.
    cEps: Math.sqrt(Math.max(0, to.noise ** 2 - variance)),
    cNoise: Math.sqrt(variance),
  });
}
