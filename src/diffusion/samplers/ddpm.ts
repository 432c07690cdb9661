import type { VarianceName } from '../names.ts';
import { posterior } from '../posterior.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';

export interface DdpmOptions {
  readonly variance: VarianceName;
  /** diffusers adds noise to the finished picture too, where the last level visited is not t = 0. */
  readonly noiseAtEnd?: boolean;
}

/** Ancestral sampling (Ho et al. 2020, algorithm 2), for steps of any length. */
export function ddpmRow(step: Step, { variance, noiseAtEnd = false }: DdpmOptions): SamplerRow {
  const { cXt, cX0, small, large } = posterior(step);
  // Algorithm 2: z = 0 in the last step, which is the mean itself.
  const noiseless = step.from.t <= 0 || (step.to.noise === 0 && !noiseAtEnd);
  const cNoise = noiseless ? 0 : Math.sqrt(variance === 'fixed_small' ? small : large);
  return rowOf(step, { cXt, cX0, cNoise });
}
