/**
 * The lowest loss that training on a finite set can reach at each noise level: E|y - E[y | x_t]|^2, a mean over the
 * set and over noise, estimated from draws. All levels share the same x0 and noise, which makes the curve smooth.
 */
import { memberWeights } from './exactDenoiser.ts';
import type { FiniteSet } from './finiteSet.ts';
import type { Mix } from './forward.ts';

/**
 * For x_t made of member `index` and the noise `eps` [size]: half the mean of |x_i - x0|^2 per pixel, over the members
 * x_i weighted by their probability given x_t. Given x_t, x0 and x_i are two draws from the same distribution, so half
 * their squared distance is its variance on average; no mean picture is computed.
 */
export function floorDraw(set: FiniteSet, index: number, eps: Float32Array): (level: Mix) => number {
  const withX0 = set.dots(set.read(index, new Float64Array(set.size)));
  const withEps = set.dots(eps);
  const distances = withX0.map((dot, i) => set.squaredNorms[index]! + set.squaredNorms[i]! - 2 * dot);
  const weights = new Float64Array(set.count);
  return level => {
    const { signal, noise } = level;
    for (let i = 0; i < set.count; i++) weights[i] = signal * withX0[i]! + noise * withEps[i]!;
    memberWeights(set, level, weights);
    let sum = 0;
    for (let i = 0; i < set.count; i++) sum += weights[i]! * distances[i]!;
    return sum / 2 / set.size;
  };
}

/** The mean of a stream of numbers, with its standard error (Welford 1962). */
export class MeanWithError {
  count = 0;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count += 1;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.squares += before * (value - this.mean);
  }

  /** NaN until there are two numbers. */
  get standardError(): number {
    return Math.sqrt(this.squares / (this.count - 1) / this.count);
  }
}
