/** Sliced Wasserstein distances that are known in closed form. */
import { expect, it } from 'vitest';
import { gaussians } from '../../src/math/random.ts';
import { slicedWasserstein } from '../../src/math/slicedWasserstein.ts';

const COUNT = 20_000;
const normal = (step: number) => gaussians(7, 'evaluation', step, new Float32Array(2 * COUNT));

it('of a cloud and the same one moved by d is |d| 2 / pi: the mean of |d cos(angle)|', () => {
  const cloud = normal(0);
  const moved = cloud.map((value, i) => value + (i % 2 === 0 ? 0.3 : -0.4));
  expect(slicedWasserstein(cloud, moved)).toBeCloseTo(0.5 * (2 / Math.PI), 3);
});

it('of N(0, I) and N(0, s² I) is (s - 1) sqrt(2 / pi), within four standard errors', () => {
  // In one dimension quantiles are scaled: W1 = (s - 1) E|z|. The empirical distance has a standard error of about
  // s / sqrt(COUNT), of which four are 0.06.
  const wide = normal(1).map(value => 2 * value);
  expect(Math.abs(slicedWasserstein(normal(0), wide) - Math.sqrt(2 / Math.PI))).toBeLessThan(0.06);
});

it('does not depend on the order of points, and is zero only for the same cloud', () => {
  const cloud = Float32Array.of(0, 0, 1, 0, 0, 2);
  expect(slicedWasserstein(cloud, Float32Array.of(0, 2, 0, 0, 1, 0))).toBe(0);
  expect(slicedWasserstein(cloud, Float32Array.of(0, 2, 0, 0, 1, 0.5))).toBeGreaterThan(0.1);
});

it('refuses clouds of different size', () => {
  expect(() => slicedWasserstein(new Float32Array(2), new Float32Array(4))).toThrow('1 and 2 points');
});
