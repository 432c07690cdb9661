/**
 * The check sums of diffusers' own scheduler tests, case by case. Each is held to its float64 value; diffusers' published
 * float32 sum is held to its own tolerance as well, except where the file says that only float32 arithmetic gives it
 * (three cases that start near the data, where 1 - alpha-bar has few digits).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diffusersSampling } from '../../scripts/conformance/diffusersSampling.ts';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { diffusersDpmSteps } from '../../src/diffusion/diffusersSteps.ts';
import { addNoise } from '../../src/diffusion/forward.ts';
import type { Process } from '../../src/diffusion/process.ts';
import { dpmSolverRows } from '../../src/diffusion/samplers/dpmSolver.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import type { SamplerName } from '../../src/diffusion/samplers/registry.ts';
import { absSum, COUNT, IMAGES, NOISE, SAMPLE, sumOf, trajectory } from './diffusersHarness.ts';
import { euler, heun, sigmaLevels } from './sigmaSchedulers.ts';
import { torchNormals } from './torchNormals.ts';

interface Case {
  readonly name: string;
  readonly config: Record<string, unknown> & {
    readonly num_train_timesteps: number;
    readonly num_inference_steps?: number;
    readonly prediction_type?: string;
    readonly eta?: number;
    readonly use_clipped_model_output?: boolean;
    /** Where the loop starts, in words. */
    readonly start?: string;
    /** 'omit' where DDPM adds none. */
    readonly noise?: string;
  };
  readonly library_expected: { readonly abs_sum?: number; readonly abs_mean?: number } | null;
  readonly library_tol: { readonly abs_sum?: number; readonly abs_mean?: number };
  readonly ours_float64: {
    readonly abs_sum: number;
    readonly sum: number;
    readonly first4: readonly number[];
    readonly last: number;
  };
  readonly float64_within_library_tol?: boolean | null;
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/diffusers-conformance.json'), 'utf8'),
);
const cases = golden.cases as Case[];

const noisedSample = (process: Process, t: number) => addNoise(levelAt(process, t), SAMPLE, NOISE);

function ddpm({ config }: Case): Float64Array {
  const parsed = parseDiffusersConfig(config);
  const { rows, target, limit } = diffusersSampling('ddpm', parsed, config.num_train_timesteps);
  const torch = torchNormals(0);
  const loop = {
    target,
    limit: limit(IMAGES),
    ...(config.noise?.startsWith('omit') ? {} : { noise: () => torch(COUNT) }),
  };
  return config.start
    ? trajectory(rows.slice(-2), { ...loop, start: noisedSample(diffusersProcess(parsed), 1) }).at(-1)!
    : trajectory(rows, { ...loop, start: SAMPLE }).at(-1)!;
}

function ddim({ config }: Case): Float64Array {
  const parsed = parseDiffusersConfig(config);
  const { rows, target, limit } = diffusersSampling('ddim', parsed, config.num_inference_steps!, {
    eta: config.eta ?? 0,
  });
  const loop = {
    target,
    limit: limit(IMAGES),
    rederiveEps: config.use_clipped_model_output ?? false,
    noise: () => NOISE,
  };
  return config.start
    ? trajectory(rows.slice(8), { ...loop, start: noisedSample(diffusersProcess(parsed), 100) }).at(-1)!
    : trajectory(rows, { ...loop, start: SAMPLE }).at(-1)!;
}

function dpmSolver({ config }: Case): Float64Array {
  const parsed = parseDiffusersConfig(config);
  const { rows, target, limit } = diffusersSampling('dpm++', parsed, config.num_inference_steps!);
  const loop = { target, limit: limit(IMAGES) };
  if (!config.start) return trajectory(rows, { ...loop, start: SAMPLE }).at(-1)!;
  // A solver that begins half way has no past, so that its first step is of order 1.
  const steps = diffusersDpmSteps(diffusersProcess(parsed), parsed, config.num_inference_steps!).slice(5);
  const { solver_order: solverOrder, lower_order_final: lowerOrderFinal } = parsed;
  const start = addNoise(steps[0]!.from, SAMPLE, NOISE);
  return trajectory(dpmSolverRows(steps, { solverOrder, lowerOrderFinal }), { ...loop, start }).at(-1)!;
}

const sigmaScheduler =
  (run: typeof euler) =>
  ({ config }: Case): Float64Array => {
    const levels = sigmaLevels(parseDiffusersConfig(config), config.num_inference_steps!);
    const target = config.prediction_type === 'v_prediction' ? 'v' : 'eps';
    const start = SAMPLE.map(value => value * levels[0]!.noise);
    if (!config.start) return run(levels, start, target);
    const rest = levels.slice(8);
    return run(rest, addNoise(rest[0]!, start, NOISE), target);
  };

function flow({ config }: Case): Float64Array {
  const sampler: SamplerName = 'euler';
  const { rows, target } = diffusersSampling(
    sampler,
    parseDiffusersConfig(config),
    config.num_inference_steps!,
  );
  return trajectory(rows, { target, start: SAMPLE }).at(-1)!;
}

const RUNNERS = [
  [/^(OURS_)?ddpm_/, ddpm],
  [/^(OURS_)?ddim_/, ddim],
  [/^(OURS_)?dpmpp[123]/, dpmSolver],
  [/^heun_/, sigmaScheduler(heun)],
  [/^euler_/, sigmaScheduler(euler)],
  [/^OURS_flowmatch_euler/, flow],
] as const;

function run(testCase: Case): Float64Array {
  const found = RUNNERS.find(([pattern]) => pattern.test(testCase.name));
  if (!found) throw new Error(`nothing here runs ${testCase.name}`);
  return found[1](testCase);
}

/** Float64 against float64 over up to a thousand steps, of the case's largest number. */
const RELATIVE = 1e-8;

const named = (chosen: readonly Case[]) => chosen.map(testCase => [testCase.name, testCase] as const);

it.each(named(cases))('%s: the numbers of float64', (_, testCase) => {
  const x = run(testCase);
  const { abs_sum, sum, first4, last } = testCase.ours_float64;
  const largest = Math.max(...x.map(Math.abs));
  expect(Math.abs(absSum(x) - abs_sum)).toBeLessThanOrEqual(RELATIVE * abs_sum);
  expect(Math.abs(sumOf(x) - sum)).toBeLessThanOrEqual(RELATIVE * abs_sum);
  [...first4, last].forEach((value, i) => {
    expect(Math.abs(x[i === 4 ? COUNT - 1 : i]! - value)).toBeLessThanOrEqual(RELATIVE * largest);
  });
});

const ofLibrary = cases.filter(({ library_expected }) => library_expected);
const inFloat64 = ofLibrary.filter(({ float64_within_library_tol }) => float64_within_library_tol !== false);

it.each(named(inFloat64))("%s: diffusers' own sums", (_, testCase) => {
  const x = run(testCase);
  const { abs_sum = absSum(x), abs_mean = absSum(x) / COUNT } = testCase.library_expected!;
  const { abs_sum: sumTolerance = 0, abs_mean: meanTolerance = 0 } = testCase.library_tol;
  expect(Math.abs(absSum(x) - abs_sum)).toBeLessThanOrEqual(sumTolerance);
  expect(Math.abs(absSum(x) / COUNT - abs_mean)).toBeLessThanOrEqual(meanTolerance);
});

it("diffusers' sums that only float32 gives are these", () => {
  const only = ofLibrary.filter(testCase => !inFloat64.includes(testCase));
  expect(only.map(({ name }) => name)).toEqual([
    'ddpm_full_loop_with_noise',
    'heun_with_noise',
    'euler_with_noise',
  ]);
});

it('the file has the cases that we know', () => {
  expect(cases).toHaveLength(40);
  expect(ofLibrary).toHaveLength(22);
});
