/**
 * One step of any sampler, as numbers:
 *
 *     x_prev = cXt x_t + cX0 x0Hat + cX0Prev x0Hat' + cX0Prev2 x0Hat'' + cEps epsHat + cNoise z
 *
 * where x0Hat' and x0Hat'' are the predictions one and two steps earlier. Computed in float64 by `samplerTable`, applied
 * by `applyRow`, shown on the screen beside its pictures.
 */
export interface SamplerRow {
  /** Index into the process, 0..T-1; fractional for a flow's sampler between two levels. */
  readonly t: number;
  /** The number given to the network as its time. */
  readonly modelTime: number;
  /** signal[t] and noise[t]: x_t = signal x0 + noise eps. */
  readonly signal: number;
  readonly noise: number;
  /** signal and noise of the level that this step leads to; 1 and 0 at the end. */
  readonly signalPrev: number;
  readonly noisePrev: number;
  readonly cXt: number;
  readonly cX0: number;
  readonly cX0Prev: number;
  readonly cX0Prev2: number;
  readonly cEps: number;
  readonly cNoise: number;
  /**
   * If given, the network is asked again at x_prev, with this as its time, and the step is repeated from x_t with the
   * means of both guesses as x0Hat and epsHat.
   */
  readonly corrector?: { readonly modelTime: number };
}
