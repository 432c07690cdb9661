/** A scheduler configuration of diffusers as settings of a run. */
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import {
  type DiffusersConfig,
  diffusersProcess,
  parseDiffusersConfig,
} from '../diffusion/diffusersConfig.ts';
import { makeProcess } from '../diffusion/process.ts';
import { BETA_SCHEDULES } from '../diffusion/schedules/registry.ts';
import { FileRefused } from '../nn/fileRefused.ts';

/** Relative; betas travel as numbers of 17 digits, or are computed from a name, in single precision elsewhere. */
const TOLERANCE = 1e-5;

const SAMPLERS = {
  DDPMScheduler: 'ddpm',
  DDIMScheduler: 'ddim',
  DPMSolverMultistepScheduler: 'dpm++',
  FlowMatchEulerDiscreteScheduler: 'euler',
} as const;

const TARGETS = { epsilon: 'eps', sample: 'x0', v_prediction: 'v' } as const;

/** @throws FileRefused where the page cannot make such a process. */
export function processOfScheduler(json: unknown): Partial<RunConfig> {
  const name = (json as { _class_name?: unknown } | null)?._class_name;
  if (typeof name !== 'string' || !Object.hasOwn(SAMPLERS, name)) {
    throw new FileRefused(
      `The scheduler is “${String(name)}”; this page has ${Object.keys(SAMPLERS).join(', ')}`,
    );
  }
  const sampler = SAMPLERS[name as keyof typeof SAMPLERS];
  const config = parsed(json);
  const T = config.num_train_timesteps;
  if (T < PARAMS.T.min || T > PARAMS.T.max) {
    throw new FileRefused(`The schedule has ${T} steps; here it may have ${PARAMS.T.min} to ${PARAMS.T.max}`);
  }
  if (sampler === 'euler') {
    if (config.shift !== 1) throw new FileRefused(`The flow is shifted by ${config.shift}; here it is not`);
    return { schedule: 'flow', T, target: 'velocity', sampler, zeroTerminalSnr: false };
  }
  return {
    ...scheduleOf(config),
    T,
    sampler,
    target: TARGETS[config.prediction_type],
    clipX0: sampler !== 'dpm++' && (config.clip_sample ?? true),
    ...(config.timestep_spacing ? { spacing: config.timestep_spacing } : {}),
    ...(config.variance_type?.startsWith('fixed_large') ? { variance: 'fixed_large' as const } : {}),
    ...(sampler === 'dpm++' ? { solverOrder: config.solver_order } : {}),
  };
}

function parsed(json: unknown): DiffusersConfig {
  try {
    return parseDiffusersConfig(json);
  } catch (error) {
    throw new FileRefused((error as Error).message);
  }
}

/** The named schedule that has these betas. */
function scheduleOf(config: DiffusersConfig): Pick<RunConfig, 'schedule' | 'zeroTerminalSnr'> {
  const { betas } = diffusersProcess(config).vp!;
  const T = betas.length;
  for (const schedule of Object.keys(BETA_SCHEDULES) as (keyof typeof BETA_SCHEDULES)[]) {
    // One that was drawn is known by its points only, which stand in the run's own settings.
    if (schedule === 'custom') continue;
    for (const zeroTerminalSnr of [false, true]) {
      const ours = makeProcess({ schedule, T, zeroTerminalSnr }).vp!.betas;
      if (betas.every((beta, t) => Math.abs(beta - ours[t]!) <= TOLERANCE * ours[t]!)) {
        return { schedule, zeroTerminalSnr };
      }
    }
  }
  throw new FileRefused('The file’s noise schedule is none that this page knows by name');
}
