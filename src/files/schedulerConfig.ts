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
  const { T, sampler, spacing, target } = config;
  const schedule = SCHEDULES[config.schedule];
  // diffusers has one scheduler for a flow.
  const { diffusers } = SAMPLERS[schedule.kind === 'flow' ? 'euler' : sampler];
  // A flow's network is told 1000 s whatever T is, and diffusers tells it s times this number.
  const told = schedule.kind === 'flow' ? 1000 : T;
  const common = { _class_name: diffusers.className, num_train_timesteps: told };
  if (schedule.kind === 'flow') return { ...common, ...diffusers.write(config), shift: config.shift };
  return {
    ...common,
    beta_schedule: schedule.diffusers ?? 'linear',
    trained_betas: Array.from(makeProcess(config).vp!.betas),
    prediction_type: TARGETS[target].diffusers ?? target,
    timestep_spacing: spacing,
    steps_offset: config.stepsOffset,
    ...(diffusers.clipSample === null ? {} : clipping(config, diffusers.pipeline)),
    ...diffusers.write(config),
    ...(sampler === 'ddim' ? { set_alpha_to_one: config.endsClean } : {}),
    // So that its last sigma is large and not infinite. Rescaled again, the betas stay as they are.
    ...(sampler === 'dpm++' && config.zeroTerminalSnr ? { rescale_betas_zero_snr: true } : {}),
  };
}

/**
 * Where diffusers' DDIM clips, it keeps the noise that belongs to the unclipped guess, and its pictures are greyer than
 * the page's; without clipping they are much like them.
 */
const clipping = ({ clipX0, clipRange }: RunConfig, pipeline: string) => ({
  clip_sample: clipX0 && pipeline !== 'DDIMPipeline',
  clip_sample_range: clipRange,
});
