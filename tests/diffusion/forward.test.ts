/** The closed form of x_t against the step-by-step chain. PyTorch's numbers are checked in tests/conformance. */
import { describe, expect, it } from 'vitest';
import { addNoise } from '../../src/diffusion/forward.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { gaussians } from '../../src/math/random.ts';

const T = 50;
const process = makeProcess({ schedule: 'linear', T });
const { betas } = process.vp!;

describe('q(x_t | x0)', () => {
  it('has the mean and the variance that the chain arrives at, at every level', () => {
    // x_t = sqrt(1 - beta) x_{t-1} + sqrt(beta) eps scales the mean and mixes the variance (Ho et al. 2020, eq. 2).
    let mean = 1;
    let variance = 0;
    betas.forEach((beta, t) => {
      mean *= Math.sqrt(1 - beta);
      variance = (1 - beta) * variance + beta;
      expect(process.signal[t]!).toBeCloseTo(mean, 12);
      expect(process.noise[t]! ** 2).toBeCloseTo(variance, 12);
    });
  });

  it('is the distribution of walks along the chain', () => {
    const walks = 20_000;
    const x0 = 0.7;
    let xt = new Float64Array(walks).fill(x0);
    betas.forEach((beta, t) => {
      const eps = Float64Array.from(gaussians(3, 'forward', t, new Float32Array(walks)));
      xt = addNoise({ signal: Math.sqrt(1 - beta), noise: Math.sqrt(beta) }, xt, eps);
      if (t !== 4 && t !== 19 && t !== T - 1) return;
      const { signal, noise } = levelAt(process, t);
      const mean = xt.reduce((sum, x) => sum + x, 0) / walks;
      const variance = xt.reduce((sum, x) => sum + (x - mean) ** 2, 0) / walks;
      // Four standard errors of each estimate; the seed is fixed.
      expect(Math.abs(mean - signal * x0)).toBeLessThan((4 * noise) / Math.sqrt(walks));
      expect(Math.abs(variance / noise ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / walks));
    });
  });
});
