/** Converts a diffusers scheduler configuration to settings of a run. */
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import {
  type DiffusersConfig,
  diffusersProcess,
  diffusersTarget,
  parseDiffusersConfig,
} from '../diffusion/diffusersConfig.ts';
import { makeProcess } from '../diffusion/process.ts';
import { SAMPLER_NAMES, SAMPLERS } from '../diffusion/samplers/registry.ts';
import { SCHEDULE_NAMES, SCHEDULES } from '../diffusion/schedules/registry.ts';
import { rescaleZeroTerminalSnr } from '../diffusion/schedules/zeroTerminalSnr.ts';
import { FileRefused } from '../nn/fileRefused.ts';

/** Relative. Betas are written with 17 digits, or computed from a name, elsewhere in single precision. */
const TOLERANCE = 1e-5;

/** Options that the page fixes; a notice says so if a file has others. */
const ALWAYS = {
  clip_sample_range: 1,
  thresholding: false,
  steps_offset: 0,
  set_alpha_to_one: true,
  use_karras_sigmas: false,
  use_lu_lambdas: false,
  lambda_min_clipped: Number.NEGATIVE_INFINITY,
  final_sigmas_type: 'zero',
  lower_order_final: true,
  euler_at_final: false,
} as const;

interface ToldProcess {
  readonly settings: Partial<RunConfig>;
  /** Options that are ignored, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * @param own the settings beside the file; only they hold the points of a drawn schedule.
 * @throws FileRefused if the page has no such process.
 */
export function processOfScheduler(json: unknown, own: RunConfig): ToldProcess {
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
    const settings = { schedule: 'flow', target: 'velocity', T, sampler, zeroTerminalSnr: false } as const;
    return { settings, notes: [] };
  }
  const settings = {
    ...scheduleOf(config, own),
    T,
    sampler,
    target: diffusersTarget(config),
    clipX0: clipSample !== null && (config.clip_sample ?? clipSample),
    spacing: config.timestep_spacing ?? (sampler === 'dpm++' ? 'linspace' : 'leading'),
    ...read(config),
  };
  return { settings, notes: notesOn(config) };
}

const notesOn = (config: DiffusersConfig): string[] =>
  (Object.keys(ALWAYS) as (keyof typeof ALWAYS)[])
    .filter(name => (config[name] ?? ALWAYS[name]) !== ALWAYS[name])
    .map(
      name =>
        `The file’s ${name} is ${config[name]}; here it is always ${ALWAYS[name]}, so samples differ a little.`,
    );

function parsed(json: unknown): DiffusersConfig {
  try {
    return parseDiffusersConfig(json);
  } catch (error) {
    throw new FileRefused((error as Error).message);
  }
}

/** The run's own schedule, or the named one, that has these betas. */
function scheduleOf(
  config: DiffusersConfig,
  own: RunConfig,
): Pick<RunConfig, 'schedule' | 'zeroTerminalSnr'> {
  const { betas } = diffusersProcess(config).vp!;
  const T = betas.length;
  const areTheirs = (ours: Float64Array) =>
    betas.every((beta, t) => Math.abs(beta - ours[t]!) <= TOLERANCE * ours[t]!);
  if (own.schedule === 'custom' && areTheirs(makeProcess({ ...own, T }).vp!.betas)) {
    return { schedule: own.schedule, zeroTerminalSnr: own.zeroTerminalSnr };
  }
  for (const schedule of SCHEDULE_NAMES) {
    const row = SCHEDULES[schedule];
    if (row.kind === 'flow' || row.uses.includes('curve')) continue;
    for (const zeroTerminalSnr of [false, true]) {
      const named = row.betas({ T });
      if (areTheirs(zeroTerminalSnr ? rescaleZeroTerminalSnr(named) : named))
        return { schedule, zeroTerminalSnr };
    }
  }
  throw new FileRefused('The file’s noise schedule is none that this page knows by name');
}
