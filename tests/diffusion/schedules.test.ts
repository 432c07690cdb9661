/** Every schedule against float64 values from the definitions (schedules-f64.json), and for every T that can be set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posterior } from '../../src/diffusion/posterior.ts';
import { makeProcess, type ProcessOptions } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { anyCurve } from './anyCurve.ts';

interface Golden {
  readonly T: number;
  readonly rows: readonly (Record<string, number | null> & { readonly i: number })[];
  readonly sum_alpha_bar: number;
  readonly sum_beta: number;
  readonly n_clipped_999: number;
  readonly first_idx_snr_below_1: number;
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/schedules-f64.json'), 'utf8'),
) as {
  schedules: Record<string, Golden>;
  closed_forms: { flow_match_rectified: Record<string, { alpha: number; sigma: number; snr: number }> };
};

const SCHEDULES = [
  [/^linear_(scaled|1000)/, { schedule: 'linear' }],
  [/^linear_unscaled/, { schedule: 'linear-unscaled' }],
  [/^scaled_linear_ldm/, { schedule: 'scaled-linear' }],
  [/^scaled_linear_sd/, { schedule: 'scaled-linear', betaStart: 0.00085, betaEnd: 0.012 }],
  [/^cosine/, { schedule: 'cosine' }],
  [/^sigmoid_gamma/, { schedule: 'sigmoid' }],
  [/^sigmoid_beta/, { schedule: 'sigmoid-beta' }],
] as const;

function optionsOf(name: string, T: number): ProcessOptions {
  const found = SCHEDULES.find(([pattern]) => pattern.test(name));
  if (!found) throw new Error(`no schedule of ours stands for ${name}`);
  return { ...found[1], T, zeroTerminalSnr: name.endsWith('_zsnr') };
}

/** Float64 against float64, but 1 - alpha-bar loses digits near the data: at alpha-bar = 0.9999 four of the sixteen. */
const RELATIVE = 1e-9;
/** A few roundings of numbers near 1, such as the log of 1 - 4e-9. */
const ABSOLUTE = 1e-15;

function expectClose(actual: number, expected: number | null | undefined, what: string) {
  expect(expected, `${what} is in the file`).not.toBeUndefined();
  if (expected === null) return expect(Number.isFinite(actual), `${what} has no finite value`).toBe(false);
  const excess = Math.abs(actual - expected!) - RELATIVE * Math.abs(expected!);
  expect(excess, `${what}: ${actual}, expected ${expected}`).toBeLessThan(ABSOLUTE);
}

describe.each(Object.entries(golden.schedules))('%s', (name, { T, rows, ...sums }) => {
  const process = makeProcess(optionsOf(name, T));
  const { betas, alphas, alphasCumprod, posteriorVariance } = process.vp!;

  it('has the betas, and all that follows from them', () => {
    for (const row of rows) {
      const { i } = row;
      const signal = process.signal[i]!;
      const noise = process.noise[i]!;
      const snr = process.snr[i]!;
      const step = { from: levelAt(process, i), to: i ? levelAt(process, i - 1) : { signal: 1, noise: 0 } };
      const { cX0, cXt, small, large } = posterior(step);
      const derived = {
        beta: betas[i]!,
        alpha_bar: alphasCumprod[i]!,
        sqrt_ab: signal,
        sqrt_1mab: noise,
        snr,
        log_snr: Math.log(snr),
        sigma_ve: noise / signal,
        posterior_var: posteriorVariance[i]!,
        // The log of entry 0, which is 0, is replaced: by entry 1's in Ho et al.'s code, by 1e-20's in diffusers.
        post_logvar_clipped_ho_openai: Math.log(posteriorVariance[Math.max(i, 1)]!),
        post_logvar_clipped_lucid_ldm_diffusers: Math.log(Math.max(posteriorVariance[i]!, 1e-20)),
        fixedlarge_openai: i === 0 ? posteriorVariance[1]! : betas[i]!,
        post_mean_coef1_x0: cX0,
        post_mean_coef2_xt: cXt,
        // Hang et al. 2023: the loss of each target, weighted as min(SNR, 5) weights that of x0.
        min_snr5_w_x0: Math.min(snr, 5),
        min_snr5_w_eps: snr === 0 ? 1 : Math.min(snr, 5) / snr,
        min_snr5_w_v: Math.min(snr, 5) / (snr + 1),
      };
      for (const [column, value] of Object.entries(derived))
        expectClose(value, row[column], `${column}[${i}]`);
      expect(Object.keys(row).sort()).toEqual([...Object.keys(derived), 'i'].sort());
      expectClose(small, posteriorVariance[i]!, 'the variance of a step of one level');
      expectClose(large, betas[i]!, 'the large variance of a step of one level');
      expect(alphas[i]).toBe(1 - betas[i]!);
    }
  });

  it('has them at the levels between, too', () => {
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expectClose(sum(alphasCumprod), sums.sum_alpha_bar, 'sum of alpha-bar');
    expectClose(sum(betas), sums.sum_beta, 'sum of betas');
    expect(betas.filter(beta => beta >= 0.999)).toHaveLength(sums.n_clipped_999);
    // numpy's argmax is 0 if there is none.
    expect(
      Math.max(
        0,
        process.snr.findIndex(snr => snr < 1),
      ),
    ).toBe(sums.first_idx_snr_below_1);
  });
});

describe('the Laplace schedule', () => {
  /** Hang et al. 2024 with mu 0 and b 0.5, each branch by itself: SNR = (2 s)^-b below the middle, (2 (1 - s))^b above. */
  const snrOf = (s: number) => (s <= 0.5 ? (2 * s) ** -0.5 : (2 * (1 - s)) ** 0.5);

  it.each([10, 11, 100, 999, 1000])('is the closed form at every level, T = %i', T => {
    const process = makeProcess({ schedule: 'laplace', T });
    for (let t = 0; t < T - 1; t++) {
      const snr = snrOf((t + 1) / T);
      expectClose(process.snr[t]!, snr, `snr[${t}]`);
      expectClose(process.vp!.alphasCumprod[t]!, snr / (1 + snr), `alpha-bar[${t}]`);
    }
    // Its end is no infinity but a log SNR of -8, which no clipping of betas changes.
    expectClose(process.snr[T - 1]!, Math.exp(-8), 'the last snr');
    expect(Math.max(...process.vp!.betas)).toBeLessThan(0.999);
  });

  it('has as many levels with more picture than noise as with less', () => {
    const { snr } = makeProcess({ schedule: 'laplace', T: 1000 });
    expect(snr.filter(value => value > 1)).toHaveLength(499);
    expectClose(snr[499]!, 1, 'in the middle');
  });

  it('has half of its levels within b log 2 of log SNR 0, as a Laplace distribution has', () => {
    const { snr } = makeProcess({ schedule: 'laplace', T: 1000 });
    const within = snr.filter(value => Math.abs(Math.log(value)) < 0.5 * Math.log(2) + 1e-9);
    expect(Math.abs(within.length - 500)).toBeLessThanOrEqual(1);
  });
});

describe('the rectified flow', () => {
  const process = makeProcess({ schedule: 'flow', T: 1000 });
  it.each(Object.entries(golden.closed_forms.flow_match_rectified))('at s = %s', (s, expected) => {
    const t = Math.round(Number(s) * 1000) - 1;
    expectClose(process.signal[t]!, expected.alpha, 'signal');
    expectClose(process.noise[t]!, expected.sigma, 'noise');
    expectClose(process.snr[t]!, expected.snr, 'snr');
    expectClose(process.modelTime[t]!, 1000 * Number(s), 'time');
  });
});

describe('for every T that can be set', () => {
  const options = fc.record({
    schedule: fc.constantFrom(...SCHEDULE_NAMES),
    curve: anyCurve,
    T: fc.integer({ min: 10, max: 1000 }),
    zeroTerminalSnr: fc.boolean(),
  });

  it('there is ever less signal and ever more noise', () => {
    fc.assert(
      fc.property(options, given => {
        const { T, signal, noise, snr, modelTime } = makeProcess(given);
        for (const values of [signal, noise, snr, modelTime]) {
          expect(values).toHaveLength(T);
          expect(values.every(Number.isFinite)).toBe(true);
        }
        for (let t = 1; t < T; t++) {
          expect(signal[t]!).toBeLessThan(signal[t - 1]!);
          expect(noise[t]!).toBeGreaterThanOrEqual(noise[t - 1]!);
          expect(snr[t]!).toBeLessThan(snr[t - 1]!);
          expect(modelTime[t]!).toBeGreaterThan(modelTime[t - 1]!);
        }
        expect(signal[0]!).toBeLessThan(1);
        expect(noise[0]!).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('every beta destroys something, and only zero terminal SNR destroys everything', () => {
    fc.assert(
      fc.property(options, given => {
        const { vp, T } = makeProcess(given);
        expect(vp === null).toBe(given.schedule === 'flow');
        if (!vp) return;
        const last = given.zeroTerminalSnr ? T - 1 : T;
        expect(vp.betas.slice(0, last).every(beta => beta > 0 && beta < 1)).toBe(true);
        if (given.zeroTerminalSnr) expect([vp.betas[last], vp.alphasCumprod[last]]).toEqual([1, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2.5, Number.NaN])('T = %d is refused', T => {
    expect(() => makeProcess({ schedule: 'linear', T })).toThrow(`not ${T}`);
  });
});
