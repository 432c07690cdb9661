type RateSchedule = 'constant' | 'warmup' | 'oneCycle';

/** Steps over which a warm-up rises to the rate set. */
export const WARMUP_STEPS = 100;

/** PyTorch's defaults for `OneCycleLR`: share of the steps that rise, and the divisors of the first and the last rate. */
const ONE_CYCLE = { rising: 0.3, first: 25, last: 1e4 } as const;

/** From a to b along half a cosine, `share` in [0, 1] of the way. */
const cosine = (a: number, b: number, share: number): number =>
  b + ((a - b) / 2) * (1 + Math.cos(Math.PI * share));

/**
 * Adam's learning rate at the step after `step` others.
 *
 * - `warmup`: rises linearly to `rate` over the first `WARMUP_STEPS` steps.
 * - `oneCycle`: Smith and Topin 2019 as in PyTorch's `OneCycleLR`, up to `rate` and down to almost nothing within
 *   `steps`; the last rate after that.
 */
export function learningRateAt(schedule: RateSchedule, rate: number, step: number, steps: number): number {
  switch (schedule) {
    case 'constant':
      return rate;
    case 'warmup':
      return rate * Math.min(1, (step + 1) / WARMUP_STEPS);
    case 'oneCycle': {
      const first = rate / ONE_CYCLE.first;
      const top = Math.max(ONE_CYCLE.rising * steps - 1, 0);
      if (step < top) return cosine(first, rate, step / top);
      return cosine(rate, first / ONE_CYCLE.last, Math.min(1, (step - top) / Math.max(steps - 1 - top, 1)));
    }
    default:
      return schedule satisfies never;
  }
}
