import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monotoneCubic } from '../../src/math/monotoneCubic.ts';

const rising = (length: number) =>
  fc
    .array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: length, maxLength: length })
    .map(steps => {
      let sum = 0;
      return steps.map(step => {
        sum += step;
        return sum;
      });
    });
const points = fc.integer({ min: 2, max: 9 }).chain(length => fc.tuple(rising(length), rising(length)));

describe('monotoneCubic', () => {
  it('goes through its points and rises everywhere between them', () => {
    fc.assert(
      fc.property(points, ([xs, ys]) => {
        const curve = monotoneCubic(xs, ys);
        xs.forEach((x, i) => {
          expect(curve(x)).toBeCloseTo(ys[i]!, 10);
        });
        const [first, last] = [xs[0]!, xs.at(-1)!];
        let before = curve(first);
        for (let i = 1; i <= 200; i++) {
          const here = curve(first + (i / 200) * (last - first));
          expect(here).toBeGreaterThan(before - 1e-12);
          before = here;
        }
      }),
    );
  });

  it('is the line where the points lie on one', () => {
    const xs = [0, 0.1, 0.5, 0.7, 2];
    const curve = monotoneCubic(
      xs,
      xs.map(x => 3 * x - 1),
    );
    for (const x of [0.05, 0.3, 0.6, 1, 1.99]) expect(curve(x)).toBeCloseTo(3 * x - 1, 12);
  });

  it('has the slopes of Fritsch & Butland', () => {
    // Chords 1 and 3 of widths 1 and 2: (3 * 3) / (5 / 1 + 4 / 3) by the formula of the paper, worked out by hand.
    const curve = monotoneCubic([0, 1, 3], [0, 1, 7]);
    const h = 1e-6;
    expect((curve(1 + h) - curve(1 - h)) / (2 * h)).toBeCloseTo(27 / 19, 5);
  });
});
