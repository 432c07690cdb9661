/**
 * diffusers' scheduler configurations (0.29). Their names stand in the rows of schedules/ and targets/.
 */
import * as v from 'valibot';
import { type Process, processOfBetas } from './process.ts';
import { SCHEDULES } from './schedules/registry.ts';
import type { BetaSchedule } from './schedules/schedule.ts';
import { rescaleZeroTerminalSnr } from './schedules/zeroTerminalSnr.ts';
import { TARGET_NAMES, TARGETS, type TargetName } from './targets/registry.ts';

/** Options under diffusers' names. */
const BETA_SCHEDULES = new Map(
  Object.values(SCHEDULES).flatMap((row): [string, BetaSchedule][] =>
    row.kind === 'vp' && row.diffusers ? [[row.diffusers, row]] : [],
  ),
);
const PREDICTIONS = new Map(
  TARGET_NAMES.flatMap((target): [string, TargetName][] => {
    const { diffusers } = TARGETS[target];
    return diffusers ? [[diffusers, target]] : [];
  }),
);

/** Options of later versions; ignoring them would change the samples. */
const switchedOff = v.optional(v.nullable(v.literal(false)));

const fields = v.object({
  num_train_timesteps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1000),
  beta_start: v.optional(v.number(), 0.0001),
  beta_end: v.optional(v.number(), 0.02),
  beta_schedule: v.optional(v.picklist([...BETA_SCHEDULES.keys()]), 'linear'),
  trained_betas: v.optional(v.nullable(v.array(v.number())), null),
  rescale_betas_zero_snr: v.optional(v.boolean(), false),
  prediction_type: v.optional(v.picklist([...PREDICTIONS.keys()]), 'epsilon'),
  clip_sample: v.optional(v.boolean()),
  clip_sample_range: v.optional(v.number(), 1),
  thresholding: v.optional(v.boolean(), false),
  dynamic_thresholding_ratio: v.optional(v.number(), 0.995),
  sample_max_value: v.optional(v.number(), 1),
  timestep_spacing: v.optional(v.picklist(['leading', 'trailing', 'linspace'])),
  steps_offset: v.optional(v.number(), 0),
  set_alpha_to_one: v.optional(v.boolean(), true),
  variance_type: v.optional(
    v.nullable(v.picklist(['fixed_small', 'fixed_small_log', 'fixed_large', 'fixed_large_log'])),
  ),
  solver_order: v.optional(v.picklist([1, 2, 3]), 2),
  // diffusers treats deis as dpmsolver++, and other multistep schedulers' solver types as midpoint.
  algorithm_type: v.optional(v.picklist(['dpmsolver++', 'deis']), 'dpmsolver++'),
  solver_type: v.optional(v.picklist(['midpoint', 'heun', 'logrho', 'bh1', 'bh2']), 'midpoint'),
  lower_order_final: v.optional(v.boolean(), true),
  euler_at_final: v.optional(v.boolean(), false),
  use_karras_sigmas: v.optional(v.nullable(v.boolean()), false),
  use_lu_lambdas: v.optional(v.nullable(v.boolean()), false),
  final_sigmas_type: v.optional(v.nullable(v.picklist(['zero', 'sigma_min'])), 'zero'),
  lambda_min_clipped: v.optional(v.number(), Number.NEGATIVE_INFINITY),
  shift: v.optional(v.number(), 1),
  use_exponential_sigmas: switchedOff,
  use_beta_sigmas: switchedOff,
  use_flow_sigmas: switchedOff,
  use_dynamic_shifting: switchedOff,
  invert_sigmas: switchedOff,
});
const schema = v.pipe(
  fields,
  v.check(
    ({ trained_betas: betas, num_train_timesteps: T }) => betas === null || betas.length === T,
    'trained_betas must hold num_train_timesteps numbers',
  ),
);
export type DiffusersConfig = v.InferOutput<typeof schema>;

/** @throws naming every field that is not supported here. */
export function parseDiffusersConfig(json: unknown): DiffusersConfig {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const problems = result.issues.map(issue => `${v.getDotPath(issue) ?? 'config'}: ${issue.message}`);
  throw new Error(`This scheduler configuration is not supported. ${problems.join('; ')}`);
}

/** The variance-preserving process of the configuration. */
export function diffusersProcess(config: DiffusersConfig): Process {
  const { num_train_timesteps: T, beta_start: betaStart, beta_end: betaEnd, trained_betas: given } = config;
  const betas = given
    ? Float64Array.from(given)
    : BETA_SCHEDULES.get(config.beta_schedule)!.betas({ T, betaStart, betaEnd });
  return processOfBetas(config.rescale_betas_zero_snr ? rescaleZeroTerminalSnr(betas) : betas);
}

/** The configuration's target. */
export const diffusersTarget = (config: DiffusersConfig): TargetName =>
  PREDICTIONS.get(config.prediction_type)!;
