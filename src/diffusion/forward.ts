import type { Numbers } from './samplers/limits.ts';

/** The factors of picture and noise, of a level or of one step of the chain. */
export interface Mix {
  readonly signal: number;
  readonly noise: number;
}

/** x_t = signal x0 + noise eps: Ho et al. 2020, eq. 4, from the data to any level in one step. */
export function addNoise<A extends Numbers>({ signal, noise }: Mix, x0: A, eps: A): A {
  return x0.map((x, i) => signal * x + noise * eps[i]!) as A;
}
