/**
 * The optimal denoiser of a set of points in the plane on a whole grid: a member's weight at (x, y) is a factor for the
 * column times one for the row, so exponentials are needed for columns and rows, not for every place.
 */
import { exactX0 } from './exactDenoiser.ts';
import type { FiniteSet } from './finiteSet.ts';
import type { Mix } from './forward.ts';

/** Sums of weights below this have lost digits: factors below the smallest double have become 0. */
const TOO_SMALL = 1e-250;

/**
 * A function that gives E[x0 | x_t] [columns, 2] along the row at height y, where x_t is (x, y).
 *
 * @param set of points in the plane.
 * @param level with noise above 0.
 * @param columns each column's x.
 */
export function exactRows(
  set: FiniteSet,
  level: Mix,
  columns: ArrayLike<number>,
): (y: number) => Float64Array {
  const { signal, noise } = level;
  const { count } = set;
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  const member = new Float64Array(2);
  for (let i = 0; i < count; i++) {
    set.read(i, member);
    [xs[i], ys[i]] = [member[0]!, member[1]!];
  }
  /** exp(-(at - signal x_i)^2 / (2 noise^2)) [count], times what makes the largest 1. */
  const factors = (at: number, coordinates: Float64Array): Float64Array => {
    const exponents = coordinates.map(x => ((at - signal * x) / noise) ** 2 / -2);
    const largest = exponents.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return exponents.map(exponent => Math.exp(exponent - largest));
  };
  const byColumn = Array.from(columns, x => factors(x, xs));
  return y => {
    const byRow = factors(y, ys);
    const row = new Float64Array(2 * byColumn.length);
    byColumn.forEach((column, c) => {
      let [total, x, z] = [0, 0, 0];
      for (let i = 0; i < count; i++) {
        const weight = column[i]! * byRow[i]!;
        total += weight;
        x += weight * xs[i]!;
        z += weight * ys[i]!;
      }
      // Far from all points, or nearly without noise: by the largest exponent of this place alone.
      if (total < TOO_SMALL) row.set(exactX0(set, level, [columns[c]!, y]), 2 * c);
      else row.set([x / total, z / total], 2 * c);
    });
    return row;
  };
}
