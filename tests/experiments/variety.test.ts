import { expect, it } from 'vitest';
import { lossOfVariety, variety, verdict } from '../../src/experiments/classes/variety.ts';
import { gaussians } from '../../src/math/random.ts';
import { spread } from '../../src/math/spread.ts';

const COUNT = 16;
const SIZE = 100;
const noise = (name: number) => gaussians(1, 'noise', name, new Float32Array(COUNT * SIZE));

it('is the spread, as sure as so many normal numbers make it', () => {
  const { value, standardError } = variety(noise(0), COUNT);
  expect(value).toBe(spread(noise(0), COUNT));
  // The standard deviation of n independent normal numbers is known to 1 / sqrt(2 n) of itself.
  const expected = value / Math.sqrt(2 * SIZE * (COUNT - 1));
  expect(standardError / expected).toBeGreaterThan(0.6);
  expect(standardError / expected).toBeLessThan(1.6);
});

it('compares picture by picture: what both have in common does not count', () => {
  const before = noise(0);
  const same = lossOfVariety(before, before, COUNT);
  expect([same.value, same.standardError, verdict(same)]).toEqual([0, 0, 'neither']);
  const half = lossOfVariety(
    before,
    before.map(x => x / 2),
    COUNT,
  );
  expect(half.value).toBeCloseTo(spread(before, COUNT) / 2, 6);
  expect(half.standardError).toBeCloseTo(variety(before, COUNT).standardError / 2, 6);
  expect(verdict(half)).toBe('falls');
});

it('tells a difference by chance from a loss and from a gain', () => {
  expect(verdict({ value: 0.006, standardError: 0.005 })).toBe('neither');
  expect(verdict({ value: -0.006, standardError: 0.005 })).toBe('neither');
  expect(verdict({ value: -0.1, standardError: 0.005 })).toBe('rises');
});
