/** The finer options of diffusers' schedulers that no trajectory of the reference data turns on. */
import { describe, expect, it } from 'vitest';
import { diffusersSampling } from '../../scripts/conformance/diffusersSampling.ts';
import { parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import type { SamplerName } from '../../src/diffusion/samplers/registry.ts';
import { timesteps } from '../../src/diffusion/samplers/timesteps.ts';

const sampling = (sampler: SamplerName, config: object, steps: number) =>
  diffusersSampling(sampler, parseDiffusersConfig(config), steps);

describe('DPM-Solver++', () => {
  const lastIsFirstOrder = (config: object, steps: number) =>
    sampling('dpm++', { final_sigmas_type: 'sigma_min', ...config }, steps).rows.at(-1)!.cX0Prev === 0;

  it('lowers its order at the end of runs of fewer than 15 steps', () => {
    expect(lastIsFirstOrder({}, 14)).toBe(true);
    expect(lastIsFirstOrder({}, 15)).toBe(false);
    expect(lastIsFirstOrder({ lower_order_final: false }, 14)).toBe(false);
  });

  it('ends with a step of order 1 where told so, or where it ends in the clean image', () => {
    expect(lastIsFirstOrder({ euler_at_final: true }, 20)).toBe(true);
    expect(lastIsFirstOrder({ final_sigmas_type: 'zero' }, 20)).toBe(true);
  });

  it('never exceeds its order', () => {
    const { rows } = sampling('dpm++', { solver_order: 1, final_sigmas_type: 'sigma_min' }, 10);
    expect(rows.every(row => row.cX0Prev === 0 && row.cX0Prev2 === 0)).toBe(true);
  });

  it('starts from a signal of 2^-12 where the schedule has none', () => {
    const { rows } = sampling('dpm++', { rescale_betas_zero_snr: true, prediction_type: 'sample' }, 10);
    expect(rows[0]!.signal).toBeCloseTo(2 ** -12, 15);
  });

  it('finds the time of a sigma where the last one was set by hand', () => {
    // alpha-bar[998] is 4e-9 here, so that the largest sigma is not the last, 2^12, but among those before. With numpy:
    const zero = { rescale_betas_zero_snr: true, prediction_type: 'v_prediction' };
    const first = (config: object) => sampling('dpm++', { ...zero, ...config }, 3).rows[0]!;
    expect(first({ use_karras_sigmas: true }).modelTime).toBe(995);
    expect(first({ use_lu_lambdas: true }).modelTime).toBe(999);
    expect(first({ use_karras_sigmas: true }).noise / first({}).signal).toBeCloseTo(4096, 2);
  });

  // Computed with numpy from diffusers' definitions.
  it.each([
    ['linspace', [995, 896, 796, 696, 597, 498, 398, 298, 199, 100]],
    ['leading', [900, 810, 720, 630, 540, 450, 360, 270, 180, 90]],
    ['trailing', [995, 895, 795, 695, 595, 495, 395, 295, 195, 95]],
  ])('leaves out the levels below lambda_min_clipped, %s', (timestep_spacing, expected) => {
    const config = { beta_schedule: 'squaredcos_cap_v2', lambda_min_clipped: -5.1, timestep_spacing };
    expect(sampling('dpm++', config, 10).rows.map(row => row.modelTime)).toEqual(expected);
  });
});

describe('defaults', () => {
  const limitedTo = (sampler: SamplerName, config: object) => {
    const x0Hat = Float64Array.of(-3, 0.5, 3);
    sampling(sampler, config, 5).limit(1)?.(x0Hat);
    return [...x0Hat];
  };

  it('DDPM and DDIM clip, the others do not', () => {
    expect(limitedTo('ddpm', {})).toEqual([-1, 0.5, 1]);
    expect(limitedTo('ddim', { clip_sample_range: 2 })).toEqual([-2, 0.5, 2]);
    expect(limitedTo('ddim', { clip_sample: false })).toEqual([-3, 0.5, 3]);
    expect(limitedTo('dpm++', {})).toEqual([-3, 0.5, 3]);
    expect(limitedTo('euler', {})).toEqual([-3, 0.5, 3]);
  });

  it('thresholding comes before clipping, image by image', () => {
    const x0Hat = Float64Array.of(0, 1, 2, 4, 0, 0.1, 0.2, 0.4);
    const config = { thresholding: true, dynamic_thresholding_ratio: 0.5, sample_max_value: 10 };
    sampling('ddim', config, 5).limit(2)!(x0Hat);
    // The median of the first is 1.5; the second is in range.
    const first = [0, 1 / 1.5, 1, 1];
    [...first, 0, 0.1, 0.2, 0.4].forEach((expected, i) => {
      expect(x0Hat[i]).toBeCloseTo(expected, 12);
    });
  });

  it('start and spacing are those of each scheduler', () => {
    const firstTime = (sampler: SamplerName) => sampling(sampler, {}, 10).rows[0]!.modelTime;
    expect((['ddpm', 'ddim', 'dpm++', 'euler'] as const).map(firstTime)).toEqual([900, 900, 999, 1000]);
  });

  it('DDPM adds noise in the last step where that does not start at t = 0', () => {
    const lastNoise = (config: object) =>
      sampling('ddpm', { variance_type: 'fixed_large', ...config }, 10).rows.at(-1)!.cNoise;
    expect(lastNoise({})).toBe(0);
    expect(lastNoise({ timestep_spacing: 'trailing' })).toBeGreaterThan(0);
  });
});

describe('what is not supported', () => {
  it.each([
    [{ algorithm_type: 'sde-dpmsolver++' }, 'algorithm_type'],
    [{ variance_type: 'learned_range' }, 'variance_type'],
    [{ beta_schedule: 'laplace' }, 'beta_schedule'],
    [{ prediction_type: 'flow_prediction' }, 'prediction_type'],
    [{ use_beta_sigmas: true }, 'use_beta_sigmas'],
    [{ use_dynamic_shifting: true }, 'use_dynamic_shifting'],
    [{ trained_betas: [0.1, 0.2], num_train_timesteps: 3 }, 'trained_betas'],
    [{ num_train_timesteps: 2.5 }, 'num_train_timesteps'],
    [{ solver_order: 4 }, 'solver_order'],
  ])('%j is refused by name', (config, name) => {
    expect(() => parseDiffusersConfig(config)).toThrow(name);
  });

  it('but null and false mean off', () => {
    expect(() => parseDiffusersConfig({ use_beta_sigmas: false, use_flow_sigmas: null })).not.toThrow();
  });
});

describe('timesteps of our own', () => {
  it('are as many as asked for, where numpy lays out one more', () => {
    const visited = timesteps(50, 29, 'trailing');
    expect(visited).toHaveLength(29);
    expect(visited.at(-1)).toBe(1);
  });

  it('are rounded as numpy rounds them', () => {
    // numpy's 23 * (999 / 46) is 499.49999999999994.
    expect(timesteps(1000, 47, 'linspace')[23]).toBe(499);
  });
});
