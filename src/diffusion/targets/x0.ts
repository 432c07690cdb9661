import type { Target } from './target.ts';

/** The picture itself. */
export const x0 = {
  id: 'x0',
  label: 'Image x₀',
  tex: 'x_0',
  definition: null,
  coefficients: () => ({ pX0: 1, pEps: 0 }),
  diffusers: 'sample',
} as const satisfies Target;
