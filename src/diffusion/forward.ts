/** As much of a level, or of one step of the chain, as noising needs. */
export interface Mix {
  readonly signal: number;
  readonly noise: number;
}

/** x_t = signal x0 + noise eps: Ho et al. 2020, eq. 4, at once from the data to any level. */
export function addNoise({ signal, noise }: Mix, x0: ArrayLike<number>, eps: ArrayLike<number>) {
  return Float64Array.from(x0, (x, i) => signal * x + noise * eps[i]!);
}
