import { expect, it } from 'vitest';
import { RunningMean } from '../../src/math/runningMean.ts';

it('weighs each value by 0.95 to the power of its age, and divides by the sum of the weights', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const mean = new RunningMean();
  values.forEach((value, i) => {
    const weights = values.slice(0, i + 1).map((_, k) => 0.95 ** (i - k));
    const sum = weights.reduce((a, b) => a + b);
    const weighted = weights.reduce((a, weight, k) => a + weight * values[k]!, 0);
    expect(mean.add(value)).toBeCloseTo(weighted / sum, 12);
  });
});
