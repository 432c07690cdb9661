/** How varied pictures are, with the standard error of that estimate. */
import { spread } from '../../math/spread.ts';

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** Pictures [count, …], leaving one out. */
function without(pictures: Float32Array, count: number, left: number): Float32Array {
  const size = pictures.length / count;
  const others = new Float32Array(pictures.length - size);
  others.set(pictures.subarray(0, left * size));
  others.set(pictures.subarray((left + 1) * size), left * size);
  return others;
}

/** A statistic of `count` items and its jackknife standard error (Efron & Stein 1981). */
function jackknife(count: number, of: (left: number | null) => number): Estimate {
  const values = Array.from({ length: count }, (_, left) => of(left));
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { value: of(null), standardError: Math.sqrt(((count - 1) / count) * squares) };
}

const spreadWithout = (pictures: Float32Array, count: number, left: number | null): number =>
  left === null ? spread(pictures, count) : spread(without(pictures, count, left), count - 1);

/** The spread of `count` pictures. */
export const variety = (pictures: Float32Array, count: number): Estimate =>
  jackknife(count, left => spreadWithout(pictures, count, left));

/** How much less varied `after` is than `before`. Paired by their noise, which makes the error smaller. */
export const lossOfVariety = (before: Float32Array, after: Float32Array, count: number): Estimate =>
  jackknife(count, left => spreadWithout(before, count, left) - spreadWithout(after, count, left));

/** Standard errors above which a difference counts as real. */
const SURE = 2;

/** Whether variety falls, rises, or shows no significant change. */
export function verdict({ value, standardError }: Estimate): 'falls' | 'rises' | 'neither' {
  if (Math.abs(value) <= SURE * standardError) return 'neither';
  return value > 0 ? 'falls' : 'rises';
}
