import type { Target } from './target.ts';

/** Liu et al. 2022: the direction of a rectified flow, d x / d s. */
export const velocity = {
  id: 'velocity',
  label: 'Velocity ε − x₀',
  tex: 'u',
  definition: String.raw`u = \varepsilon - x_0`,
  coefficients: () => ({ pX0: -1, pEps: 1 }),
  // diffusers' flow schedulers know no other target, and have no name for it.
  diffusers: null,
} as const satisfies Target;
