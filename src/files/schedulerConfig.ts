/** Converts a run's process and sampler to a diffusers scheduler configuration. */
import type { RunConfig } from '../config/runConfig.ts';
import { makeProcess } from '../diffusion/process.ts';
import { SAMPLERS } from '../diffusion/samplers/registry.ts';
import { SCHEDULES } from '../diffusion/schedules/registry.ts';
import { TARGETS } from '../diffusion/targets/registry.ts';

/**
 * Betas are written as numbers, not by the schedule's name, so every schedule, even a drawn one, reaches diffusers
 * exactly.
 */
export function schedulerConfig(
  config: RunConfig,
): { readonly _class_name: string } & Record<string, unknown> {
  const { T, sampler, clipX0, spacing, target } = config;
  const schedule = SCHEDULES[config.schedule];
  // diffusers has one scheduler for a flow.
  const { diffusers } = SAMPLERS[schedule.kind === 'flow' ? 'euler' : sampler];
  const common = { _class_name: diffusers.className, num_train_timesteps: T };
  if (schedule.kind === 'flow') return { ...common, ...diffusers.write(config) };
  return {
    ...common,
    beta_schedule: schedule.diffusers ?? 'linear',
    trained_betas: Array.from(makeProcess(config).vp!.betas),
    prediction_type: TARGETS[target].diffusers ?? target,
    timestep_spacing: spacing,
    steps_offset: 0,
    ...(diffusers.clipSample === null ? {} : { clip_sample: clipX0 }),
    ...diffusers.write(config),
  };
}
