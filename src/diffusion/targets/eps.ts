import type { Target } from './target.ts';

/** The noise in x_t (Ho et al. 2020). */
export const eps = {
  id: 'eps',
  label: 'Noise ε',
  tex: String.raw`\varepsilon`,
  definition: null,
  coefficients: () => ({ pX0: 0, pEps: 1 }),
  diffusers: 'epsilon',
} as const satisfies Target;
