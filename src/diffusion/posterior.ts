import type { Mix } from './forward.ts';

/** q(x_to | x_from, x0), a Gaussian with mean cXt x_from + cX0 x0. */
export interface Posterior {
  readonly cXt: number;
  readonly cX0: number;
  /** beta-tilde, the variance of this Gaussian: the paper's small choice. 0 if the step ends in data. */
  readonly small: number;
  /** The variance of x_from given x_to, which is beta for a step of one level: the paper's large choice. */
  readonly large: number;
}

/** Ho et al. 2020, eq. 6 and 7, for steps of any length and any signal and noise. */
export function posterior({ from, to }: { readonly from: Mix; readonly to: Mix }): Posterior {
  const kept = from.signal / to.signal;
  const large = from.noise ** 2 - kept ** 2 * to.noise ** 2;
  return {
    cXt: (kept * to.noise ** 2) / from.noise ** 2,
    cX0: (to.signal * large) / from.noise ** 2,
    small: (large * to.noise ** 2) / from.noise ** 2,
    large,
  };
}
