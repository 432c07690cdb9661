/** How varied pictures are, and how sure that is: a few pictures tell little. */
import { spread } from '../../math/spread.ts';

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** Pictures [count, …] without one of them. */
function without(pictures: Float32Array, count: number, left: number): Float32Array {
  const size = pictures.length / count;
  const others = new Float32Array(pictures.length - size);
  others.set(pictures.subarray(0, left * size));
  others.set(pictures.subarray((left + 1) * size), left * size);
  return others;
}

/** A statistic of `count` things and its jackknife standard error, from leaving out each in turn (Efron & Stein 1981). */
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

/** How much less varied `after` is than `before`, picture by picture from the same noise: that is surer than either. */
export const lossOfVariety = (before: Float32Array, after: Float32Array, count: number): Estimate =>
  jackknife(count, left => spreadWithout(before, count, left) - spreadWithout(after, count, left));

/** Standard errors beyond which a difference is no chance. */
const SURE = 2;

/** Whether variety falls, rises, or does neither as far as one can tell. */
export function verdict({ value, standardError }: Estimate): 'falls' | 'rises' | 'neither' {
  if (Math.abs(value) <= SURE * standardError) return 'neither';
  return value > 0 ? 'falls' : 'rises';
}
