/** Grids, variances and whole traces of diffusers' schedulers (diffusers-conformance.json). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffusersSampling } from '../../scripts/conformance/diffusersSampling.ts';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { posterior } from '../../src/diffusion/posterior.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import type { SamplerName } from '../../src/diffusion/samplers/registry.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { absSum, IMAGES, SAMPLE, trajectory } from './diffusersHarness.ts';

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/diffusers-conformance.json'), 'utf8'),
);
const process = diffusersProcess(parseDiffusersConfig({}));

/** Float64 against float64; what is printed with fewer digits is given its own tolerance. */
const RELATIVE = 1e-9;
const expectClose = (actual: number, expected: number, tolerance = RELATIVE * Math.abs(expected)) =>
  expect(Math.abs(actual - expected), `${actual}, expected ${expected}`).toBeLessThanOrEqual(tolerance);

const timesOf = (sampler: SamplerName, config: object, steps: number) =>
  diffusersSampling(sampler, parseDiffusersConfig(config), steps).rows.map(row => row.modelTime);

describe('timesteps', () => {
  it.each(Object.entries(golden.timesteps as Record<string, number[]>))('%s', (name, expected) => {
    const [spacing, steps] = name.replace('dpm_', '').split('_') as [string, string];
    const sampler = name.startsWith('dpm_') ? 'dpm++' : 'ddim';
    expect(timesOf(sampler, { timestep_spacing: spacing }, Number(steps))).toEqual(expected);
  });

  it('with an offset', () => {
    const config = { timestep_spacing: 'leading', steps_offset: 1 };
    expect(timesOf('ddim', config, 5)).toEqual(golden.scalars.ddim_steps_offset1_set5);
  });

  it('that numpy alone lays out: one too many, and half-way cases decided by the last digit', () => {
    // np.round(np.arange(50, 0, -50 / 29)) - 1 and np.round(np.arange(1000, 0, -1000 / 48)) - 1, numpy 2.4.
    const one = timesOf('ddim', { timestep_spacing: 'trailing', num_train_timesteps: 50 }, 29);
    expect(one.slice(-3)).toEqual([2, 1, -1]);
    const half = timesOf('ddim', { timestep_spacing: 'trailing' }, 48);
    expect([half[45], half[33]]).toEqual([61, 311]);
  });

  it('beyond the last level are refused', () => {
    const config = { timestep_spacing: 'leading', steps_offset: 1, num_train_timesteps: 50 };
    expect(() => timesOf('ddpm', config, 50)).toThrow('steps_offset');
  });
});

describe('variances', () => {
  const { scalars } = golden as { scalars: Record<string, Record<string, number>> };
  const small = (t: number) => process.vp!.posteriorVariance[t]!;
  const large = (t: number) => process.vp!.betas[t]!;
  /** What diffusers keeps its variance above. */
  const clamped = (t: number) => Math.max(small(t), 1e-20);

  it.each([
    ['ddpm_fixed_small', clamped],
    ['ddpm_fixed_large', large],
    ['ddpm_fixed_small_log_is_STD', (t: number) => Math.sqrt(clamped(t))],
    ['ddpm_fixed_large_log', (t: number) => Math.log(large(t))],
  ])('%s', (name, value) => {
    for (const [t, expected] of Object.entries(scalars[name]!)) expectClose(value(Number(t)), expected);
  });

  it("of diffusers' own tests, printed with five digits", () => {
    const { tol, ...ddpm } = scalars.ddpm_fixed_small_library!;
    for (const [t, expected] of Object.entries(ddpm)) expectClose(small(Number(t)), expected, tol!);
  });

  const ddim = (pair: string) => {
    const [from, to] = pair.split(',').map(t => levelAt(process, Number(t))) as [never, never];
    return posterior({ from, to }).small;
  };
  it('of DDIM between any two levels', () => {
    for (const [pair, expected] of Object.entries(scalars.ddim_get_variance!))
      expectClose(ddim(pair), expected);
    const { tol, ...library } = scalars.ddim_library!;
    for (const [pair, expected] of Object.entries(library)) expectClose(ddim(pair), expected, tol!);
  });
});

it('a step of ours leads to the level visited next, as diffusers does for timesteps of one’s own', () => {
  const options = {
    sampler: 'ddim',
    spacing: 'linspace',
    eta: 0,
    solverOrder: 1,
    variance: 'fixed_small',
  } as const;
  const rows = samplerTable(makeProcess({ schedule: 'linear', T: 1000 }), { ...options, steps: 30 });
  rows.forEach((row, i) => {
    expect(row.signalPrev).toBe(rows[i + 1]?.signal ?? 1);
    expect(row.noisePrev).toBe(rows[i + 1]?.noise ?? 0);
  });
});

describe('clipping', () => {
  interface ClipCase {
    readonly name: string;
    readonly abs_sum_per_step?: readonly number[];
    readonly abs_sum_after_t?: Readonly<Record<string, number>>;
  }
  it.each((golden.clip_discriminating_cases as ClipCase[]).map(c => [c.name, c] as const))(
    '%s',
    (name, expected) => {
      const sampler = name.includes('ddim') ? 'ddim' : 'ddpm';
      const config = parseDiffusersConfig({ clip_sample: /clip=True/.test(name), set_alpha_to_one: false });
      const { rows, target, limit } = diffusersSampling(sampler, config, sampler === 'ddim' ? 10 : 1000);
      const frames = trajectory(rows, {
        start: SAMPLE.map(x => 3 * x),
        scale: 0.9,
        target,
        limit: limit(IMAGES),
        rederiveEps: /use_clipped=True/.test(name),
      });
      expected.abs_sum_per_step?.forEach((sum, i) => {
        expectClose(absSum(frames[i]!), sum);
      });
      for (const [t, sum] of Object.entries(expected.abs_sum_after_t ?? {}))
        expectClose(absSum(frames[999 - Number(t)]!), sum);
      expect(expected.abs_sum_per_step ?? expected.abs_sum_after_t).toBeDefined();
    },
  );
});

describe('traces', () => {
  it('DDIM', () => {
    const { rows } = diffusersSampling('ddim', parseDiffusersConfig({}), 10);
    const frames = trajectory(rows, { start: SAMPLE, target: 'eps' });
    const trace = golden.trace_ddim_full_loop_no_noise as { t: number; abs_sum: number; x000: number }[];
    expect(rows.map(({ t }) => t)).toEqual(trace.map(({ t }) => t));
    trace.forEach(({ abs_sum, x000 }, i) => {
      expectClose(absSum(frames[i]!), abs_sum);
      // The first number that is not 0.
      expectClose(frames[i]![1]!, x000);
    });
  });

  it('DPM-Solver++ of order 2, and its sigmas', () => {
    const config = parseDiffusersConfig({ lower_order_final: false, final_sigmas_type: 'sigma_min' });
    const { rows } = diffusersSampling('dpm++', config, 10);
    const frames = trajectory(rows, { start: SAMPLE, target: 'eps' });
    expect(frames).toHaveLength(golden.trace_dpmpp2m_abs_sum.length);
    frames.forEach((x, i) => {
      expectClose(absSum(x), golden.trace_dpmpp2m_abs_sum[i]);
    });
    const last = rows.at(-1)!;
    const sigmas = [...rows.map(row => row.noise / row.signal), last.noisePrev / last.signalPrev];
    expect(sigmas).toHaveLength(golden.dpmpp2m_sigmas.length);
    sigmas.forEach((sigma, i) => {
      expectClose(sigma, golden.dpmpp2m_sigmas[i]);
    });
  });
});
