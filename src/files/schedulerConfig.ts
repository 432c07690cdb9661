/** A run's process and sampler as diffusers' scheduler configuration. */
import type { RunConfig } from '../config/runConfig.ts';
import type { SamplerName, TargetName } from '../diffusion/names.ts';
import { makeProcess } from '../diffusion/process.ts';

const CLASSES: { readonly [K in SamplerName]: string } = {
  ddpm: 'DDPMScheduler',
  ddim: 'DDIMScheduler',
  'dpm++': 'DPMSolverMultistepScheduler',
  euler: 'FlowMatchEulerDiscreteScheduler',
};

const PREDICTIONS: { readonly [K in TargetName]: string } = {
  eps: 'epsilon',
  x0: 'sample',
  v: 'v_prediction',
  velocity: 'velocity',
};

/**
 * Betas go as numbers, whatever the schedule is called: so every schedule of the page, also one that was drawn, is
 * diffusers' to the last digit.
 */
export function schedulerConfig(
  config: RunConfig,
): { readonly _class_name: string } & Record<string, unknown> {
  const process = makeProcess(config);
  const { T, sampler, clipX0, spacing, variance, solverOrder } = config;
  if (!process.vp) return { _class_name: CLASSES.euler, num_train_timesteps: T, shift: 1 };
  const own = {
    ddpm: { variance_type: variance, clip_sample: clipX0 },
    ddim: { clip_sample: clipX0, set_alpha_to_one: true },
    'dpm++': { algorithm_type: 'dpmsolver++', solver_order: solverOrder, solver_type: 'midpoint' },
    // A flow's; a variance-preserving process has none.
    euler: {},
  }[sampler];
  return {
    _class_name: CLASSES[sampler],
    num_train_timesteps: T,
    beta_schedule: 'linear',
    trained_betas: Array.from(process.vp.betas),
    prediction_type: PREDICTIONS[config.target],
    timestep_spacing: spacing,
    steps_offset: 0,
    thresholding: false,
    ...own,
  };
}
