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
import { SAMPLER_NAMES, SAMPLERS, type SamplerName } from '../diffusion/samplers/registry.ts';
import { formatBetas } from '../diffusion/schedules/betasText.ts';
import { SCHEDULE_NAMES, SCHEDULES } from '../diffusion/schedules/registry.ts';
import { rescaleZeroTerminalSnr } from '../diffusion/schedules/zeroTerminalSnr.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { knownFields } from './schedulerFields.ts';

/** Relative. Betas are written with 17 digits, or computed from a name, elsewhere in single precision. */
const TOLERANCE = 1e-5;

/** Options that the page fixes; a notice says so if a file has others. */
const ALWAYS = {
  thresholding: false,
  use_karras_sigmas: false,
  use_lu_lambdas: false,
  lambda_min_clipped: Number.NEGATIVE_INFINITY,
  final_sigmas_type: 'zero',
  lower_order_final: true,
  euler_at_final: false,
} as const;

/** For schedulers of diffusers that the page has not: its own that comes nearest. */
const NEAREST: Readonly<Record<string, { readonly sampler: SamplerName; readonly eta?: number }>> = {
  PNDMScheduler: { sampler: 'ddim' },
  EulerDiscreteScheduler: { sampler: 'ddim' },
  EulerAncestralDiscreteScheduler: { sampler: 'ddim', eta: 1 },
  LMSDiscreteScheduler: { sampler: 'dpm++' },
  KDPM2DiscreteScheduler: { sampler: 'heun' },
  KDPM2AncestralDiscreteScheduler: { sampler: 'ddim', eta: 1 },
  DPMSolverSinglestepScheduler: { sampler: 'dpm++' },
  DEISMultistepScheduler: { sampler: 'dpm++' },
  UniPCMultistepScheduler: { sampler: 'dpm++' },
  FlowMatchHeunDiscreteScheduler: { sampler: 'heun' },
};
/** Those whose `timestep_spacing` is `leading` where a file names none; the others have `linspace`. */
const LEADING = ['DDPMScheduler', 'DDIMScheduler', 'PNDMScheduler'];

interface ToldProcess {
  readonly settings: Partial<RunConfig>;
  /** Options that are ignored, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * @param own the run's settings beside the file, if any: only they hold the points of a drawn schedule, and T of a flow.
 * @throws FileRefused if the page has no such process.
 */
export function processOfScheduler(json: unknown, own: RunConfig | null): ToldProcess {
  const name = String((json as { _class_name?: unknown } | null)?._class_name);
  const { sampler, eta = 0, note } = samplerOf(name);
  const { fields, notes } = knownFields(json as Readonly<Record<string, unknown>>);
  const config = parsed(fields);
  const T = config.num_train_timesteps;
  if (T < PARAMS.T.min || T > PARAMS.T.max) {
    throw new FileRefused(`The schedule has ${T} steps; here it may have ${PARAMS.T.min} to ${PARAMS.T.max}`);
  }
  if (name.startsWith('FlowMatch')) {
    return { settings: { ...flowOf(config, own), sampler }, notes: [...note, ...notes] };
  }
  const { className, clipSample, read } = SAMPLERS[sampler].diffusers;
  const clips = className === name ? clipSample : false;
  const settings: Partial<RunConfig> = {
    ...scheduleOf(config, own),
    T,
    sampler,
    eta,
    target: fields.prediction_type === OWN_TARGET ? OWN_TARGET : diffusersTarget(config),
    clipX0: clips !== null && (config.clip_sample ?? clips),
    clipRange: config.clip_sample_range,
    spacing: config.timestep_spacing ?? (LEADING.includes(name) ? 'leading' : 'linspace'),
    stepsOffset: config.steps_offset,
    endsClean: config.set_alpha_to_one,
    ...read(config),
  };
  return { settings, notes: [...note, ...notes, ...notesOn(config)] };
}

/** What the page calls a target that diffusers has for flows only. */
const OWN_TARGET = 'velocity';

function samplerOf(name: string) {
  const known = SAMPLER_NAMES.find(id => SAMPLERS[id].diffusers.className === name);
  if (known) return { sampler: known, note: [] };
  const nearest = NEAREST[name];
  if (!nearest) {
    const names = SAMPLER_NAMES.map(id => SAMPLERS[id].diffusers.className);
    throw new FileRefused(`The scheduler is “${name.slice(0, 60)}”; this page has ${names.join(', ')}`);
  }
  const { label } = SAMPLERS[nearest.sampler];
  const how = nearest.eta === 1 ? ` with η = 1` : '';
  const note = `The file’s ${name} is none of the page’s samplers: ${label}${how}, the nearest, is chosen.`;
  return { ...nearest, note: [note] };
}

/** The network is told 1000 s; a scheduler of another T would tell it T s. */
function flowOf(config: DiffusersConfig, own: RunConfig | null): Partial<RunConfig> {
  const { num_train_timesteps: told, shift } = config;
  // Files of this page once had the run's own T there.
  const isOwn = own?.schedule === 'flow' && (told === 1000 || told === own.T);
  if (told !== 1000 && !isOwn) {
    throw new FileRefused(`The flow’s network is told times up to ${told}; here a flow has them up to 1000`);
  }
  return {
    schedule: 'flow',
    target: 'velocity',
    T: isOwn ? own.T : told,
    shift,
    spacing: isOwn ? own.spacing : 'linspace',
    zeroTerminalSnr: false,
    clipX0: isOwn && own.clipX0,
  };
}

const notesOn = (config: DiffusersConfig): string[] =>
  (Object.keys(ALWAYS) as (keyof typeof ALWAYS)[])
    .filter(name => (config[name] ?? ALWAYS[name]) !== ALWAYS[name])
    .map(
      name =>
        `The file’s ${name} is ${config[name]}; here it is always ${ALWAYS[name]}, so samples differ a little.`,
    );

function parsed(fields: Readonly<Record<string, unknown>>): DiffusersConfig {
  const isOwn = fields.prediction_type === OWN_TARGET;
  try {
    return parseDiffusersConfig(isOwn ? { ...fields, prediction_type: 'epsilon' } : fields);
  } catch (error) {
    throw new FileRefused((error as Error).message);
  }
}

/** The run's own schedule, the named one that has these betas, or the betas themselves. */
function scheduleOf(
  config: DiffusersConfig,
  own: RunConfig | null,
): Partial<Pick<RunConfig, 'schedule' | 'zeroTerminalSnr' | 'betas'>> {
  const { betas } = diffusersProcess(config).vp!;
  const T = betas.length;
  const areTheirs = (ours: Float64Array) =>
    betas.every((beta, t) => Math.abs(beta - ours[t]!) <= TOLERANCE * ours[t]!);
  if (own && SCHEDULES[own.schedule].kind === 'vp' && areTheirs(makeProcess({ ...own, T }).vp!.betas)) {
    return { schedule: own.schedule, zeroTerminalSnr: own.zeroTerminalSnr, betas: own.betas };
  }
  for (const schedule of SCHEDULE_NAMES) {
    const row = SCHEDULES[schedule];
    if (row.kind === 'flow' || row.uses.includes('curve') || row.uses.includes('betas')) continue;
    for (const zeroTerminalSnr of [false, true]) {
      const named = row.betas({ T });
      if (areTheirs(zeroTerminalSnr ? rescaleZeroTerminalSnr(named) : named))
        return { schedule, zeroTerminalSnr };
    }
  }
  return { schedule: 'given', betas: formatBetas(betas), zeroTerminalSnr: false };
}
