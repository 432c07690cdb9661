import type { Numbers } from './samplers/limits.ts';

/** As much of a level, or of one step of the chain, as noising needs. */
export interface Mix {
  readonly signal: number;
  readonly noise: number;
}

/** x_t = signal x0 + noise eps: Ho et al. 2020, eq. 4, at once from the data to any level. */
export function addNoise<A extends Numbers>({ signal, noise }: Mix, x0: A, eps: A): A {
  return x0.map((x, i) => signal * x + noise * eps[i]!) as A;
}
