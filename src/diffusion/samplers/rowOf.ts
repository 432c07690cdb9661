import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';

export type Coefficients = Partial<
  Pick<SamplerRow, 'cXt' | 'cX0' | 'cX0Prev' | 'cX0Prev2' | 'cEps' | 'cNoise' | 'corrector'>
>;

/** The row of a step; unnamed coefficients are zero. */
export function rowOf({ from, to }: Step, coefficients: Coefficients): SamplerRow {
  return {
    t: from.t,
    modelTime: from.modelTime,
    signal: from.signal,
    noise: from.noise,
    signalPrev: to.signal,
    noisePrev: to.noise,
    cXt: 0,
    cX0: 0,
    cX0Prev: 0,
    cX0Prev2: 0,
    cEps: 0,
    cNoise: 0,
    ...coefficients,
  };
}
