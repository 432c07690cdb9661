/** The Fréchet distance between two Gaussians (Dowson & Landau 1982), the square of Wasserstein's second. */
import { eigen, type Matrix, product, squareRoot } from './symmetric.ts';

export interface Moments {
  /** [d]. */
  readonly mean: Float64Array;
  /** [d, d]. */
  readonly covariance: Matrix;
}

/** |mean difference|² + tr(A + B - 2 (√A B √A)^½), of the covariances A and B. */
export function frechetDistance(a: Moments, b: Moments): number {
  const root = squareRoot(a.covariance);
  const between = a.mean.reduce((sum, m, i) => sum + (m - b.mean[i]!) ** 2, 0);
  const cross = eigen(product(product(root, b.covariance), root)).values;
  const traces = a.covariance.reduce((sum, row, i) => sum + row[i]! + b.covariance[i]![i]!, 0);
  return between + traces - 2 * cross.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
}
