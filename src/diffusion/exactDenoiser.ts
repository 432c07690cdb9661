/**
 * The optimal denoiser for a finite set of pictures, in closed form: given x_t = signal x_i + noise eps with x_i uniform
 * over the set, member i's weight is softmax_i(-|x_t - signal x_i|^2 / (2 noise^2)), and E[x0 | x_t] is the members'
 * mean with these weights. No network does better on this set.
 */
import type { FiniteSet, Vector } from './finiteSet.ts';
import type { Mix } from './forward.ts';

/** A weight below e^-60 of the largest changes no digit of any sum here. */
const NEGLIGIBLE = -60;

/**
 * The members' weights [count] from each <x_t, x_i>, written over `dots`. The largest exponent is subtracted first, so
 * any noise works: without noise the nearest member has weight 1, without signal all are equal.
 */
export function memberWeights(
  { squaredNorms }: FiniteSet,
  { signal, noise }: Mix,
  dots: Float64Array,
): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < dots.length; i++) {
    // noise^2 times the exponent, without |x_t|^2, which is the same for all members.
    const score = signal * (dots[i]! - (signal * squaredNorms[i]!) / 2);
    dots[i] = score;
    if (score > largest) largest = score;
  }
  const variance = noise ** 2;
  let total = 0;
  for (let i = 0; i < dots.length; i++) {
    const behind = dots[i]! - largest;
    const exponent = behind === 0 ? 0 : behind / variance;
    const weight = exponent < NEGLIGIBLE ? 0 : Math.exp(exponent);
    dots[i] = weight;
    total += weight;
  }
  for (let i = 0; i < dots.length; i++) dots[i]! /= total;
  return dots;
}

/** E[x0 | x_t] [size]. */
export function exactX0(set: FiniteSet, level: Mix, xt: Vector): Float64Array {
  return set.mean(memberWeights(set, level, set.dots(xt)));
}

/** The member nearest to `x` and its Euclidean distance; `except`, if given, is the index of a member to skip. */
export function nearestMember(set: FiniteSet, x: Vector, except = -1): { index: number; distance: number } {
  const dots = set.dots(x);
  let index = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < set.count; i++) {
    const distance = set.squaredNorms[i]! - 2 * dots[i]!;
    if (i === except || distance >= least) continue;
    least = distance;
    index = i;
  }
  let squaredNorm = 0;
  for (let p = 0; p < x.length; p++) squaredNorm += x[p]! ** 2;
  return { index, distance: Math.sqrt(Math.max(0, squaredNorm + least)) };
}
