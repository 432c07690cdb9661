import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';

/**
 * Euler's step along the straight line that x0Hat and epsHat draw: x + dSignal x0Hat + dNoise epsHat. On a rectified
 * flow (Liu et al. 2022) that is x + (s_to - s_from) velocity.
 */
export function eulerRow(step: Step): SamplerRow {
  const { from, to } = step;
  return rowOf(step, { cXt: 1, cX0: to.signal - from.signal, cEps: to.noise - from.noise });
}

/** A flow's times moved towards noise, s' = shift s / (1 + (shift - 1) s) (Esser et al. 2024, eq. 23). */
export const shiftTime = (s: number, shift: number): number => (shift * s) / (1 + (shift - 1) * s);
