/** samplers.json: whole trajectories of diffusers' schedulers over a closed-form stand-in for the network. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import { SAMPLER_NAMES, type SamplerName } from '../../src/diffusion/samplers/registry.ts';
import { attempt, type CaseResult, type Checker, parsePythonJson } from './checker.ts';
import { diffusersSampling } from './diffusersSampling.ts';
import { maxRelativeError } from './tensors.ts';

/**
 * The reference is float32 and we are float64. Nearly every trajectory agrees to 1e-5, but the root of a difference
 * that is 0, as in DDIM with eta 1, comes out in float32 as up to sqrt(2^-23) = 3e-4.
 */
const TOLERANCE = 1e-3;
/** Of T. */
const TIME_TOLERANCE = 1e-6;

interface SamplerCase {
  readonly sampler: string;
  readonly config: unknown;
  readonly num_inference_steps: number;
  readonly step: { readonly eta?: number; readonly use_clipped_model_output?: boolean };
  readonly timesteps: readonly number[];
  /** One array for each step that used noise, in order; empty where none did. */
  readonly noise: readonly (readonly number[])[];
  /** x after each step. */
  readonly frames: readonly (readonly number[])[];
}

interface SamplersFile {
  readonly shape: readonly number[];
  readonly x_T: readonly number[];
  readonly model: string;
  readonly cases: readonly SamplerCase[];
}

/** f(x, t) = a sin(b x + c t) + d x, the form in which the file names its stand-in. */
const MODEL = /f\(x,t\)=([\d.]+)\*sin\(([\d.]+)\*x\+([\d.]+)\*t\)\+([\d.]+)\*x/;

function checkSamplers(json: unknown): CaseResult[] {
  const { shape, x_T, model, cases } = json as SamplersFile;
  const numbers = MODEL.exec(model)?.slice(1).map(Number);
  if (!numbers) throw new Error(`the model '${model}' is not of the form f(x,t)=a*sin(b*x+c*t)+d*x`);
  const [a, b, c, d] = numbers as [number, number, number, number];
  const network = (xt: Float64Array, t: number) => xt.map(x => a * Math.sin(b * x + c * t) + d * x);
  return cases.map(testCase => {
    const { sampler, num_inference_steps: steps, step } = testCase;
    const config = testCase.config as { beta_schedule?: string; prediction_type?: string };
    const words = [config.beta_schedule, config.prediction_type, ...Object.entries(step).flat()];
    const name = ['sampler', sampler, steps, ...words.filter(word => word !== undefined)].join(' ');
    return attempt(name, () => [
      { name, error: trajectoryError(testCase, x_T, shape[0]!, network), tolerance: TOLERANCE },
    ])[0]!;
  });
}

/** Largest error of any frame. */
function trajectoryError(
  testCase: SamplerCase,
  start: readonly number[],
  images: number,
  network: (xt: Float64Array, t: number) => Float64Array,
): number {
  const { sampler, num_inference_steps: steps, step, frames, noise } = testCase;
  const config = parseDiffusersConfig(testCase.config);
  const { rows, target, limit } = diffusersSampling(samplerNamed(sampler), config, steps, step);
  if (rows.length !== frames.length)
    throw new Error(`${rows.length} steps where ${frames.length} were expected`);
  const times = testCase.timesteps;
  // A time rounded from a sigma may fall on either side in float32; the others are whole, or float32 on a flow.
  const slack =
    config.use_karras_sigmas || config.use_lu_lambdas ? 1 : TIME_TOLERANCE * config.num_train_timesteps;
  if (
    times.length !== rows.length ||
    rows.some((row, i) => !(Math.abs(row.modelTime - times[i]!) <= slack))
  ) {
    const visited = rows.map(row => row.modelTime);
    throw new Error(`visits t = ${visited.join(', ')} where ${times.join(', ')} were expected`);
  }
  let error = 0;
  let xt: Float64Array = Float64Array.from(start);
  let x0History: Float64Array[] = [];
  rows.forEach((row, i) => {
    const given = noise[i];
    if (row.cNoise !== 0 && !given) throw new Error(`step ${i} needs noise that the file does not hold`);
    const inputs = {
      xt,
      modelOut: network(xt, times[i]!),
      target,
      limit: limit(images),
      rederiveEps: step.use_clipped_model_output ?? false,
      x0History,
      z: given ? Float64Array.from(given) : null,
    };
    let made = applyRow(row, inputs);
    if (row.corrector) made = correctStep(row, inputs, made, network(made.xPrev, row.corrector.modelTime));
    const { x0Hat, xPrev } = made;
    const frame = frames[i]!;
    // parsePythonJson reads NaN as null.
    if (!frame.every(Number.isFinite)) throw new Error(`the reference is not a number after step ${i}`);
    error = Math.max(error, maxRelativeError(xPrev, frame));
    x0History = [x0Hat, ...x0History].slice(0, 2);
    xt = xPrev;
  });
  return error;
}

/** Samplers whose names in the files are not ours. */
const FILE_NAMES: Readonly<Record<string, SamplerName>> = { 'dpmsolver++': 'dpm++', 'flow-euler': 'euler' };

function samplerNamed(name: string): SamplerName {
  const found = FILE_NAMES[name] ?? SAMPLER_NAMES.find(id => id === name);
  if (found) return found;
  const known = [...Object.keys(FILE_NAMES), ...SAMPLER_NAMES];
  throw new Error(`the sampler '${name}' is not one of ${known.join(', ')}`);
}

export const samplers: Checker = {
  finds: files => files.filter(file => basename(file) === 'samplers.json'),
  check: async path => checkSamplers(parsePythonJson(await readFile(path, 'utf8'))),
};
