/** What is said about the classes that a judge reads. */
import { expect, it } from 'vitest';
import { readClasses, shareAsAsked } from '../../src/quality/classes.ts';

it('counts classes, entropy and sure readings', () => {
  const { read, shares, entropy, confident } = readClasses(
    Float32Array.of(0.95, 0.05, 0, 0.4, 0.6, 0, 0.91, 0, 0.09, 0.5, 0.3, 0.2),
    3,
  );
  expect([...read]).toEqual([0, 1, 0, 0]);
  expect(shares).toEqual([0.75, 0.25, 0]);
  expect(confident).toBe(0.5);
  expect(entropy).toBeCloseTo(0.75 * Math.log(4 / 3) + 0.25 * Math.log(4), 12);
  expect(shareAsAsked(read, Uint8Array.of(0, 1, 2, 0))).toBe(0.75);
});

it('has the entropy of MNIST’s training labels where pictures are read as they are', () => {
  // How often each digit occurs among the 60,000 (LeCun et al. 1998); 2.3012 nats.
  const counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
  const probabilities = new Float32Array(60_000 * 10);
  let n = 0;
  counts.forEach((count, digit) => {
    for (let i = 0; i < count; i++) probabilities[n++ * 10 + digit] = 1;
  });
  expect(readClasses(probabilities, 10).entropy).toBeCloseTo(2.3012, 4);
});
