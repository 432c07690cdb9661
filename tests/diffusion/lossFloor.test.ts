/** The lowest reachable loss against sets whose floor is known otherwise. */
import { describe, expect, it } from 'vitest';
import { exactX0 } from '../../src/diffusion/exactDenoiser.ts';
import { FiniteSet } from '../../src/diffusion/finiteSet.ts';
import { addNoise } from '../../src/diffusion/forward.ts';
import { floorDraw, MeanWithError } from '../../src/diffusion/lossFloor.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { lossInTarget, targetCoefficients } from '../../src/diffusion/target.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';
import { gaussians, integers } from '../../src/math/random.ts';

const LEVELS = [0.05, 0.2, 0.5, 0.8, 0.95, 0.999].map(noise => ({
  signal: Math.sqrt(1 - noise ** 2),
  noise,
}));

/** The floor in x0 at each level, from `draws` draws, with its standard error. */
function estimate(set: FiniteSet, levels: typeof LEVELS, draws: number): MeanWithError[] {
  const means = levels.map(() => new MeanWithError());
  const members = integers(3, 'floor', 0, set.count, new Int32Array(draws));
  for (let n = 0; n < draws; n++) {
    const at = floorDraw(set, members[n]!, gaussians(3, 'floor', n + 1, new Float32Array(set.size)));
    levels.forEach((level, l) => {
      means[l]!.add(at(level));
    });
  }
  return means;
}

/** Four standard errors: one test of sixteen thousand fails by chance, and these are always the same draws. */
function expectWithinError({ mean, standardError }: MeanWithError, truth: number): void {
  expect(Math.abs(mean - truth)).toBeLessThan(4 * standardError + 1e-12);
}

describe('the floor', () => {
  it('is nothing at all for one image, at every level', () => {
    const set = new FiniteSet(1, 3, () => [-1, 0.5, 1]);
    for (const { mean } of estimate(set, LEVELS, 20)) expect(mean).toBe(0);
  });

  it('is that of two images, by their distance alone', () => {
    // Along the line between them x0 = +-d / 2, x_t ~ N(+-signal d / 2, noise^2), E[x0 | x_t] = d / 2 tanh(u) with
    // u = signal d x_t / (2 noise^2), and the variance left is (d / 2)^2 / cosh(u)^2, here integrated over x_t.
    const a = [-1, -0.5, 0.5, 1];
    const b = [-0.5, -1, 0.25, 1];
    const d = Math.hypot(...a.map((x, p) => x - b[p]!));
    const set = new FiniteSet(2, 4, i => [a, b][i]!);
    const means = estimate(set, LEVELS, 4000);
    LEVELS.forEach(({ signal, noise }, l) => {
      const step = 0.001;
      let integral = 0;
      for (let g = -10; g < 10; g += step) {
        const xt = (signal * d) / 2 + noise * g;
        const left = (d / 2) ** 2 / Math.cosh((signal * d * xt) / (2 * noise ** 2)) ** 2;
        integral += (left * Math.exp(-(g ** 2) / 2) * step) / Math.sqrt(2 * Math.PI);
      }
      expectWithinError(means[l]!, integral / 4);
    });
  });

  it('is a Gaussian’s, for a set that is spread like one', () => {
    // x0 ~ N(0, s^2): the variance left is s^2 noise^2 / (signal^2 s^2 + noise^2). 4000 draws stand for the Gaussian.
    const count = 4000;
    const members = gaussians(5, 'floor', 0, new Float32Array(count)).map(x => x / 2);
    const variance = members.reduce((sum, x) => sum + x * x, 0) / count;
    const set = new FiniteSet(count, 1, i => members.subarray(i, i + 1));
    const levels = LEVELS.filter(({ noise }) => noise >= 0.2);
    estimate(set, levels, 600).forEach(({ mean, standardError }, l) => {
      const { signal, noise } = levels[l]!;
      const truth = (variance * noise ** 2) / (signal ** 2 * variance + noise ** 2);
      // The set is a sample of the Gaussian: its density is a few percent off here and there.
      expect(Math.abs(mean - truth)).toBeLessThan(4 * standardError + 0.02 * truth);
    });
  });

  it('agrees with the squared error of the exact denoiser, in every target of every process', () => {
    const SIZE = 6;
    const members = Array.from({ length: 12 }, (_, i) =>
      gaussians(9, 'floor', i, new Float32Array(SIZE)).map(x => Math.round(x * 8) / 16),
    );
    const set = new FiniteSet(members.length, SIZE, i => members[i]!);
    for (const schedule of SCHEDULE_NAMES) {
      if (schedule === 'custom') continue;
      const process = makeProcess({ schedule, T: 50 });
      const levels = [3, 20, 40].map(t => ({ signal: process.signal[t]!, noise: process.noise[t]! }));
      const floors = estimate(set, levels, 1500);
      levels.forEach((level, l) => {
        for (const target of TARGET_NAMES) {
          const { pX0, pEps } = targetCoefficients(target, level.signal, level.noise);
          const direct = new MeanWithError();
          for (let n = 0; n < 1500; n++) {
            const x0 = Float64Array.from(members[n % members.length]!);
            const eps = Float64Array.from(gaussians(11, 'floor', n, new Float32Array(SIZE)));
            const xt = addNoise(level, x0, eps);
            const x0Hat = exactX0(set, level, xt);
            const errors = x0.map((x, p) => {
              const epsHat = (xt[p]! - level.signal * x0Hat[p]!) / level.noise;
              return (pX0 * (x - x0Hat[p]!) + pEps * (eps[p]! - epsHat)) ** 2;
            });
            direct.add(errors.reduce((sum, error) => sum + error) / SIZE);
          }
          const { mean, standardError } = floors[l]!;
          const floor = lossInTarget(target, level, mean);
          const error = lossInTarget(target, level, standardError) + direct.standardError;
          expect(Math.abs(floor - direct.mean)).toBeLessThan(4 * error + 1e-9);
        }
      });
    }
  });
});

describe('lossInTarget', () => {
  const level = { signal: 0.8, noise: 0.6 };

  it('follows from the share of x0 that x_t does not tell', () => {
    expect(lossInTarget('x0', level, 0.3)).toBeCloseTo(0.3, 15);
    expect(lossInTarget('eps', level, 0.3)).toBeCloseTo((0.3 * 0.64) / 0.36, 15);
    // v = signal eps - noise x0 leaves 1 / noise times the error, where signal^2 + noise^2 = 1.
    expect(lossInTarget('v', level, 0.3)).toBeCloseTo(0.3 / 0.36, 15);
    expect(lossInTarget('velocity', level, 0.3)).toBeCloseTo((0.3 * 1.4 ** 2) / 0.36, 15);
  });

  it('has its limits at both ends', () => {
    expect(lossInTarget('eps', { signal: 0, noise: 1 }, 0.5)).toBe(0);
    expect(lossInTarget('velocity', { signal: 0, noise: 1 }, 0.5)).toBe(0.5);
    expect(lossInTarget('x0', { signal: 1, noise: 0 }, 0)).toBe(0);
    expect(lossInTarget('eps', { signal: 1, noise: 0 }, 0)).toBe(1);
  });
});

describe('MeanWithError', () => {
  it('is the mean and its standard error', () => {
    const mean = new MeanWithError();
    for (const value of [1, 2, 4, 9]) mean.add(value);
    expect(mean.mean).toBe(4);
    // Sum of squares 9 + 4 + 0 + 25 = 38; variance 38 / 3; of the mean a quarter of it.
    expect(mean.standardError).toBeCloseTo(Math.sqrt(38 / 12), 15);
  });
});
