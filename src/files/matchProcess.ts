/** A scheduler configuration of diffusers as settings of a run. */
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import {
  type DiffusersConfig,
  diffusersProcess,
  diffusersTarget,
  parseDiffusersConfig,
} from '../diffusion/diffusersConfig.ts';
import { SAMPLER_NAMES, SAMPLERS } from '../diffusion/samplers/registry.ts';
import { SCHEDULE_NAMES, SCHEDULES } from '../diffusion/schedules/registry.ts';
import { rescaleZeroTerminalSnr } from '../diffusion/schedules/zeroTerminalSnr.ts';
import { FileRefused } from '../nn/fileRefused.ts';

/** Relative; betas travel as numbers of 17 digits, or are computed from a name, in single precision elsewhere. */
const TOLERANCE = 1e-5;

/** @throws FileRefused where the page cannot make such a process. */
export function processOfScheduler(json: unknown): Partial<RunConfig> {
  const name = (json as { _class_name?: unknown } | null)?._class_name;
  const sampler = SAMPLER_NAMES.find(id => SAMPLERS[id].diffusers.className === name);
  if (!sampler) {
    const known = SAMPLER_NAMES.map(id => SAMPLERS[id].diffusers.className);
    throw new FileRefused(`The scheduler is “${String(name)}”; this page has ${known.join(', ')}`);
  }
  const { process, clipSample, read } = SAMPLERS[sampler].diffusers;
  const config = parsed(json);
  const T = config.num_train_timesteps;
  if (T < PARAMS.T.min || T > PARAMS.T.max) {
    throw new FileRefused(`The schedule has ${T} steps; here it may have ${PARAMS.T.min} to ${PARAMS.T.max}`);
  }
  if (process === 'flow') {
    if (config.shift !== 1) throw new FileRefused(`The flow is shifted by ${config.shift}; here it is not`);
    return { schedule: 'flow', T, target: 'velocity', sampler, zeroTerminalSnr: false };
  }
  return {
    ...scheduleOf(config),
    T,
    sampler,
    target: diffusersTarget(config),
    clipX0: clipSample !== null && (config.clip_sample ?? clipSample),
    ...(config.timestep_spacing ? { spacing: config.timestep_spacing } : {}),
    ...read(config),
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
  for (const schedule of SCHEDULE_NAMES) {
    const row = SCHEDULES[schedule];
    // One that was drawn is known by its points only, which stand in the run's own settings.
    if (row.kind === 'flow' || row.uses.includes('curve')) continue;
    for (const zeroTerminalSnr of [false, true]) {
      const named = row.betas({ T });
      const ours = zeroTerminalSnr ? rescaleZeroTerminalSnr(named) : named;
      if (betas.every((beta, t) => Math.abs(beta - ours[t]!) <= TOLERANCE * ours[t]!)) {
        return { schedule, zeroTerminalSnr };
      }
    }
  }
  throw new FileRefused('The file’s noise schedule is none that this page knows by name');
}
