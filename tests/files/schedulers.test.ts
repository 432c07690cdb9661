/** Scheduler files from elsewhere: each argument of diffusers' schedulers is followed, or named in a note. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { makeProcess, type ProcessOptions } from '../../src/diffusion/process.ts';
import { samplerRows } from '../../src/engine/sampling/samplerOptions.ts';
import { processOfScheduler } from '../../src/files/matchProcess.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { schedulerConfig } from '../../src/files/schedulerConfig.ts';
import { unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { FLOW } from '../config/flow.ts';
import { jsonFile, TINY, unetFolder } from './unetOfArguments.ts';

/** The settings and notes that a file of this scheduler gives. */
function opened(_class_name: string, given: Readonly<Record<string, unknown>> = {}) {
  const scheduler = jsonFile('scheduler/scheduler_config.json', { _class_name, ...given });
  const { checkpoint, notes } = readFiles([...unetFolder(TINY, 'unet/'), scheduler], DEFAULT_CONFIG);
  const { config } = unpackCheckpoint(checkpoint);
  const process = makeProcess(config as ProcessOptions);
  return { config, process, notes: notes.join(' ') };
}

describe('betas of any kind', () => {
  // As numpy's linspace of beta_start and beta_end, for T from its docstring.
  const line = (from: number, to: number, T: number) =>
    Float64Array.from({ length: T }, (_, t) => from + (t / (T - 1)) * (to - from));
  it.each([
    ['another end', { beta_end: 0.012 }, line(1e-4, 0.012, 1000)],
    [
      'their square roots',
      { beta_schedule: 'scaled_linear', beta_start: 0.00085, beta_end: 0.012 },
      line(Math.sqrt(0.00085), Math.sqrt(0.012), 1000).map(x => x * x),
    ],
    ['2000 of them', { num_train_timesteps: 2000, beta_start: 1e-6, beta_end: 0.01 }, line(1e-6, 0.01, 2000)],
    ['4000 of them', { num_train_timesteps: 4000 }, line(1e-4, 0.02, 4000)],
    [
      'number by number',
      { num_train_timesteps: 12, trained_betas: [...line(0.3, 0.01, 12)] },
      line(0.3, 0.01, 12),
    ],
  ])('%s', (_, given, betas) => {
    const { process } = opened('DDPMScheduler', given);
    expect(process.T).toBe(betas.length);
    process.vp!.betas.forEach((beta, t) => {
      expect(Math.abs(beta / betas[t]! - 1)).toBeLessThan(1e-5);
    });
  });
});

describe('what is followed', () => {
  it('the range of the clean image', () => {
    expect(opened('DDIMScheduler', { clip_sample_range: 2 }).config).toMatchObject({
      clipX0: true,
      clipRange: 2,
    });
  });

  it('the offset of leading timesteps, and the end at level 0', () => {
    // As DDIMScheduler(steps_offset=1, set_alpha_to_one=False).set_timesteps(10) has them.
    const { config, process } = opened('DDIMScheduler', { steps_offset: 1, set_alpha_to_one: false });
    const rows = samplerRows({ ...config, samplingSteps: 10 }, process);
    expect(rows.map(({ t }) => t)).toEqual([901, 801, 701, 601, 501, 401, 301, 201, 101, 1]);
    expect(rows.at(-1)!.signalPrev).toBeCloseTo(Math.sqrt(1 - 1e-4), 12);
  });

  it('the shift of a flow', () => {
    const { config, process } = opened('FlowMatchEulerDiscreteScheduler', { shift: 3 });
    expect(config).toMatchObject({ schedule: 'flow', shift: 3, clipX0: false, spacing: 'linspace' });
    // 3 s / (1 + 2 s) at one half is 3 / 4.
    expect(process.noise[499]).toBeCloseTo(0.75, 12);
  });

  it.each(['v_prediction', 'sample', 'epsilon'])('the target %s', prediction_type => {
    const target = { v_prediction: 'v', sample: 'x0', epsilon: 'eps' }[prediction_type];
    expect(opened('DDPMScheduler', { prediction_type }).config.target).toBe(target);
  });
});

describe('what is named', () => {
  it.each([
    ['PNDMScheduler', 'ddim', 0],
    ['EulerDiscreteScheduler', 'ddim', 0],
    ['EulerAncestralDiscreteScheduler', 'ddim', 1],
    ['UniPCMultistepScheduler', 'dpm++', 0],
  ] as const)('%s', (name, sampler, eta) => {
    const { config, notes } = opened(name);
    expect(config).toMatchObject({ sampler, eta, clipX0: false });
    expect(notes).toContain(name);
  });

  it.each([
    ['DDPMScheduler', { variance_type: 'learned_range' }],
    ['DDIMScheduler', { thresholding: true }],
    ['DPMSolverMultistepScheduler', { use_karras_sigmas: true }],
    ['DPMSolverMultistepScheduler', { lambda_min_clipped: -5.1 }],
    ['DPMSolverMultistepScheduler', { algorithm_type: 'sde-dpmsolver++' }],
    ['DPMSolverMultistepScheduler', { use_beta_sigmas: true }],
  ])('%s with %j', (name, given) => {
    expect(opened(name, given).notes).toContain(Object.keys(given)[0]);
    expect(opened(name).notes).toBe('');
  });

  it.each([
    ['another scheduler', 'ScoreSdeVeScheduler', {}, 'ScoreSdeVeScheduler'],
    [
      'a flow that is told other times',
      'FlowMatchEulerDiscreteScheduler',
      { num_train_timesteps: 500 },
      'up to 500',
    ],
    ['too many levels', 'DDPMScheduler', { num_train_timesteps: 5000 }, '10 to 4000'],
  ])('refused: %s', (_, name, given, message) => {
    expect(() => opened(name, given)).toThrow(message);
  });
});

describe('what is written for diffusers', () => {
  const vp = { schedule: 'cosine', target: 'v', sampler: 'ddim' } as const;
  it.each([
    ['a flow tells 1000 s', { ...FLOW, T: 300 }, { num_train_timesteps: 1000, shift: 1 }],
    ['a shifted flow', { ...FLOW, shift: 3 }, { shift: 3 }],
    ['DDIM does not clip', vp, { clip_sample: false }],
    ['DDPM clips', { ...vp, sampler: 'ddpm' }, { clip_sample: true }],
    [
      'dpm++ with zero terminal SNR',
      { ...vp, sampler: 'dpm++', zeroTerminalSnr: true },
      { rescale_betas_zero_snr: true },
    ],
    ['an offset', { ...vp, stepsOffset: 1, endsClean: false }, { steps_offset: 1, set_alpha_to_one: false }],
  ] as [string, Partial<RunConfig>, object][])('%s', (_, changes, fields) => {
    expect(schedulerConfig({ ...DEFAULT_CONFIG, ...changes })).toMatchObject(fields);
  });

  it.each([
    { ...vp, target: 'velocity', clipX0: false },
    { ...vp, stepsOffset: 1, endsClean: false, clipRange: 2, clipX0: false },
    { ...FLOW, T: 300, shift: 2 },
  ] as Partial<RunConfig>[])('is read again: %j', changes => {
    const config: RunConfig = { ...DEFAULT_CONFIG, ...changes };
    const written = JSON.parse(JSON.stringify(schedulerConfig(config)));
    expect({ ...config, ...processOfScheduler(written, config).settings }).toEqual(config);
  });
});
