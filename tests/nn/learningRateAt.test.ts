/** The learning rate over time. */
import { describe, expect, it } from 'vitest';
import { learningRateAt, WARMUP_STEPS } from '../../src/nn/learningRateAt.ts';

describe('one cycle', () => {
  // torch.optim.lr_scheduler.OneCycleLR of PyTorch 1.13 with its defaults: max_lr, total_steps, the rate of each step.
  it.each([
    [
      0.01,
      10,
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [
        0.0003999999999999993, 0.0052, 0.01, 0.009504846320134737, 0.008117456539497631,
        0.0061126202193628925, 0.003887419780637108, 0.00188258346050237, 0.0004951936798652628, 4e-8,
      ],
    ],
    [
      0.004,
      300,
      [0, 1, 50, 88, 89, 90, 150, 299],
      [
        0.00015999999999999999, 0.00016119604045700163, 0.002450418045586234, 0.0039988039595429984, 0.004,
        0.0039997762045157325, 0.0032234517044356192, 1.6e-8,
      ],
    ],
  ])('up to %f in %i steps is PyTorch’s', (rate, total, steps, expected) => {
    const rates = steps.map(step => learningRateAt('oneCycle', rate, step, total));
    rates.forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-9);
    });
  });

  it('stays at its last rate, however short it is', () => {
    expect(learningRateAt('oneCycle', 1, 500, 300)).toBeCloseTo(1 / 25 / 1e4, 12);
    for (const total of [1, 2, 3, 4]) {
      for (let step = 0; step < 6; step++) {
        expect(learningRateAt('oneCycle', 1, step, total)).toBeGreaterThan(0);
      }
    }
  });
});

it('a warm-up is a straight line to the rate', () => {
  const rate = (step: number) => learningRateAt('warmup', 0.004, step, 2000);
  expect(rate(0)).toBeCloseTo(0.004 / WARMUP_STEPS, 12);
  expect(rate(49)).toBeCloseTo(0.002, 12);
  expect([WARMUP_STEPS - 1, WARMUP_STEPS, 5000].map(rate)).toEqual([0.004, 0.004, 0.004]);
});
