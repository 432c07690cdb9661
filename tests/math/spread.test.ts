import { expect, it } from 'vitest';
import { gaussians } from '../../src/math/random.ts';
import { rmsDifference, spread } from '../../src/math/spread.ts';

it('is the root of the mean squared difference', () => {
  expect(rmsDifference(Float32Array.of(1, 2, 3), Float32Array.of(1, 2, 3))).toBe(0);
  expect(rmsDifference(Float32Array.of(3, 0), Float32Array.of(0, 4))).toBeCloseTo(Math.sqrt(12.5), 12);
});

it('is 0 for pictures that are alike, half their distance for two, and sqrt(1 - 1 / n) for n of noise', () => {
  expect(spread(Float32Array.of(1, 5, 1, 5, 1, 5), 3)).toBe(0);
  expect(spread(Float32Array.of(0, 0, 2, 2), 2)).toBe(1);
  const n = 8;
  const noise = gaussians(1, 'noise', 0, new Float32Array(n * 10_000));
  expect(Math.abs(spread(noise, n) - Math.sqrt(1 - 1 / n))).toBeLessThan(0.01);
});
