import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketingTicks } from '../../src/ui/denoiser/bracketingTicks.ts';

describe('ticks of a logarithmic axis', () => {
  it('stand on both sides of the losses', () => {
    expect(bracketingTicks(0.38, 1.24)).toEqual([0.2, 0.5, 1, 2]);
    expect(bracketingTicks(0.4, 0.4)).toEqual([0.2, 0.5]);
    expect(bracketingTicks(0.2, 0.5)).toEqual([0.2, 0.5]);
    expect(bracketingTicks(0.02, 1.5)).toEqual([0.01, 0.03, 0.1, 0.3, 1, 3]);
    expect(bracketingTicks(0.0004, 30)).toEqual([0.0001, 0.001, 0.01, 0.1, 1, 10, 100]);
  });

  it('are two at least, and hold what there is, for any two losses', () => {
    const loss = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(loss, loss, (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const ticks = bracketingTicks(min, max);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks[0]).toBeLessThanOrEqual(min);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks).toEqual([...new Set(ticks)].sort((x, y) => x - y));
        // uPlot's axis with exactly these ends has exactly these ticks.
        expect(bracketingTicks(ticks[0]!, ticks.at(-1)!)).toEqual(ticks);
      }),
    );
  });

  it('are there for losses that no logarithm has', () => {
    for (const [min, max] of [
      [0, 1],
      [Number.NaN, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(bracketingTicks(min, max).length).toBeGreaterThan(1);
    }
  });
});
