/**
 * diffusers' scheduler configurations (0.29), as a process and a sampler's rows: what is needed to sample a diffusers
 * model exactly as diffusers does, and to be checked against it.
 */
import * as v from 'valibot';
import {
  diffusersDdimSteps,
  diffusersDdpmSteps,
  diffusersDpmSteps,
  diffusersFlowSteps,
} from './diffusersSteps.ts';
import type { TargetName } from './names.ts';
import { type Process, processOfBetas } from './process.ts';
import type { SamplerRow } from './samplerRow.ts';
import { ddimRow } from './samplers/ddim.ts';
import { ddpmRow } from './samplers/ddpm.ts';
import { dpmSolverRows } from './samplers/dpmSolver.ts';
import { eulerRow } from './samplers/euler.ts';
import { clipTo, dynamicThreshold, type Limit } from './samplers/limits.ts';
import { cosine } from './schedules/cosine.ts';
import { linearUnscaled } from './schedules/linear.ts';
import { scaledLinear } from './schedules/scaledLinear.ts';
import { sigmoidBeta } from './schedules/sigmoid.ts';
import { rescaleZeroTerminalSnr } from './schedules/zeroTerminalSnr.ts';

const BETA_SCHEDULES = {
  linear: linearUnscaled,
  scaled_linear: scaledLinear,
  squaredcos_cap_v2: cosine,
  sigmoid: sigmoidBeta,
} as const;

const PREDICTIONS = { epsilon: 'eps', sample: 'x0', v_prediction: 'v' } as const;

/** Options of later versions; ignoring one would sample something else. */
const switchedOff = v.optional(v.nullable(v.literal(false)));

const fields = v.object({
  num_train_timesteps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1000),
  beta_start: v.optional(v.number(), 0.0001),
  beta_end: v.optional(v.number(), 0.02),
  beta_schedule: v.optional(
    v.picklist(Object.keys(BETA_SCHEDULES) as (keyof typeof BETA_SCHEDULES)[]),
    'linear',
  ),
  trained_betas: v.optional(v.nullable(v.array(v.number())), null),
  rescale_betas_zero_snr: v.optional(v.boolean(), false),
  prediction_type: v.optional(
    v.picklist(Object.keys(PREDICTIONS) as (keyof typeof PREDICTIONS)[]),
    'epsilon',
  ),
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
  // diffusers takes deis for dpmsolver++, and the solver types of its other multistep schedulers for midpoint.
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

export const DIFFUSERS_SAMPLERS = ['ddpm', 'ddim', 'dpmsolver++', 'flow-euler'] as const;
export type DiffusersSampler = (typeof DIFFUSERS_SAMPLERS)[number];

/** @throws with the name of every field that is not supported here. */
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
    : BETA_SCHEDULES[config.beta_schedule]({ T, betaStart, betaEnd });
  return processOfBetas(config.rescale_betas_zero_snr ? rescaleZeroTerminalSnr(betas) : betas);
}

export interface DiffusersSampling {
  readonly rows: readonly SamplerRow[];
  readonly target: TargetName;
  /** How x0Hat is kept in range, for a batch of `images`; null where it is not. */
  limit(images: number): Limit | null;
}

/** @param eta DDIM's, which diffusers takes at each step rather than from the configuration. */
export function diffusersSampling(
  sampler: DiffusersSampler,
  config: DiffusersConfig,
  steps: number,
  { eta = 0 } = {},
): DiffusersSampling {
  const target = sampler === 'flow-euler' ? 'velocity' : PREDICTIONS[config.prediction_type];
  return { rows: rowsOf(sampler, config, steps, eta), target, limit: limitOf(sampler, config) };
}

function rowsOf(
  sampler: DiffusersSampler,
  config: DiffusersConfig,
  steps: number,
  eta: number,
): readonly SamplerRow[] {
  switch (sampler) {
    case 'ddpm': {
      const large = config.variance_type?.startsWith('fixed_large') ?? false;
      const variance = large ? 'fixed_large' : 'fixed_small';
      // diffusers adds noise whenever t > 0, in the last step too.
      return diffusersDdpmSteps(diffusersProcess(config), config, steps).map(step =>
        ddpmRow(step, variance, step.from.t > 0),
      );
    }
    case 'ddim':
      return diffusersDdimSteps(diffusersProcess(config), config, steps).map(step => ddimRow(step, eta));
    case 'dpmsolver++':
      return dpmSolverRows(diffusersDpmSteps(diffusersProcess(config), config, steps), {
        solverOrder: config.solver_order,
        solverType: config.solver_type === 'heun' ? 'heun' : 'midpoint',
        lowerOrderFinal: config.lower_order_final,
        eulerAtFinal: config.euler_at_final,
      });
    case 'flow-euler':
      return diffusersFlowSteps(config.num_train_timesteps, config.shift, steps).map(eulerRow);
  }
}

function limitOf(sampler: DiffusersSampler, config: DiffusersConfig): DiffusersSampling['limit'] {
  if (sampler === 'flow-euler') return () => null;
  if (config.thresholding) {
    const { dynamic_thresholding_ratio: ratio, sample_max_value: max } = config;
    return images => dynamicThreshold(images, ratio, max);
  }
  // DDPM and DDIM clip unless told otherwise; DPM-Solver never does.
  const clips = sampler !== 'dpmsolver++' && (config.clip_sample ?? true);
  return () => (clips ? clipTo(config.clip_sample_range) : null);
}
