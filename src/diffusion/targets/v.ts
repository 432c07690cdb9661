import type { Target } from './target.ts';

/** Salimans & Ho 2022, eq. 13. */
export const v = {
  id: 'v',
  label: 'v (Salimans 2022)',
  tex: 'v',
  definition: String.raw`v = \sqrt{\bar\alpha_t}\,\varepsilon - \sqrt{1-\bar\alpha_t}\,x_0`,
  definitionOnFlow: String.raw`v = (1-s)\,\varepsilon - s\,x_0`,
  coefficients: (signal, noise) => ({ pX0: -noise, pEps: signal }),
  diffusers: 'v_prediction',
} as const satisfies Target;
