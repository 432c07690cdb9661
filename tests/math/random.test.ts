import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussians, integers, type Stream, uniforms } from '../../src/math/random.ts';

const COUNT = 50_000;

/**
 * The largest distance between the distribution of the sample and the given one (Kolmogorov and Smirnov). Above
 * 1.95 / sqrt(n) it is a one in a thousand event; the seeds are fixed, so that a pass stays a pass.
 */
function distance(sample: Float32Array, cumulative: (x: number) => number): number {
  const sorted = sample.slice().sort();
  return sorted.reduce((worst, x, i) => {
    const expected = cumulative(x);
    return Math.max(worst, expected - i / sorted.length, (i + 1) / sorted.length - expected);
  }, 0);
}
const KS_LIMIT = 1.95 / Math.sqrt(COUNT);

/** Abramowitz & Stegun 7.1.26, good to 1.5e-7, far below the limit. */
function normalCumulative(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp((-x * x) / 2)) / 2;
  return x > 0 ? 1 - tail : tail;
}

const mean = (of: ArrayLike<number>) => Array.from(of).reduce((sum, x) => sum + x, 0) / of.length;
/** Four standard errors: with fixed seeds a failure means a change of the generator. */
const within = (standardError: number) => 4 * standardError;

describe.each([1, 2 ** 32 - 1])('seed %i', seed => {
  it('draws uniforms', () => {
    const sample = uniforms(seed, 'batch', 3, new Float32Array(COUNT));
    expect(distance(sample, x => x)).toBeLessThan(KS_LIMIT);
    expect(Math.min(...sample)).toBeGreaterThan(0);
    expect(Math.max(...sample)).toBeLessThan(1);
  });

  it('draws gaussians', () => {
    const sample = gaussians(seed, 'noise', 3, new Float32Array(COUNT));
    expect(distance(sample, normalCumulative)).toBeLessThan(KS_LIMIT);
    expect(Math.abs(mean(sample))).toBeLessThan(within(1 / Math.sqrt(COUNT)));
    expect(Math.abs(mean(sample.map(x => x * x)) - 1)).toBeLessThan(within(Math.sqrt(2 / COUNT)));
    // The two numbers of a Box-Muller pair are independent.
    const pairs = sample.filter((_, i) => i % 2 === 0).map((x, i) => x * sample[2 * i + 1]!);
    expect(Math.abs(mean(pairs))).toBeLessThan(within(1 / Math.sqrt(COUNT / 2)));
  });

  it('draws whole numbers below a bound, all alike', () => {
    const bound = 7;
    const sample = integers(seed, 'timestep', 3, bound, new Int32Array(COUNT));
    const counts = new Array<number>(bound).fill(0);
    for (const value of sample) counts[value]! += 1;
    const expected = COUNT / bound;
    for (const count of counts) expect(Math.abs(count - expected)).toBeLessThan(within(Math.sqrt(expected)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(COUNT);
  });
});

describe('draws by name', () => {
  it('depend on nothing that was drawn before', () => {
    const first = gaussians(5, 'noise', 7, new Float32Array(100));
    uniforms(5, 'noise', 8, new Float32Array(33));
    expect(gaussians(5, 'noise', 7, new Float32Array(100))).toEqual(first);
  });

  it('do not change with how many are drawn', () => {
    const sizes = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const few = Math.min(a, b);
        const many = gaussians(9, 'sample', 0, new Float32Array(Math.max(a, b)));
        expect(gaussians(9, 'sample', 0, new Float32Array(few))).toEqual(many.slice(0, few));
      }),
    );
  });

  it('differ by seed, stream and step', () => {
    const draw = (seed: number, stream: Stream, step: number) =>
      uniforms(seed, stream, step, new Float32Array(4)).join();
    const draws = [
      draw(1, 'init', 0),
      draw(2, 'init', 0),
      draw(1, 'batch', 0),
      draw(1, 'init', 1),
      draw(2, 'batch', 1),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('stay what they are: a link promises the same run for ever', () => {
    const words = integers(1, 'preview', 2, 2 ** 31, new Int32Array(2));
    const normal = gaussians(1, 'preview', 2, new Float32Array(2));
    expect([...words, ...normal]).toMatchInlineSnapshot(`
      [
        817673117,
        1919516066,
        1.0918399095535278,
        -0.8596886396408081,
      ]
    `);
  });
});
