/** schedules.json: betas, alphas_cumprod and the small variance of diffusers' schedules, in float32. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { attempt, type CaseResult, type Checker, parsePythonJson } from './checker.ts';
import { maxRelativeError } from './tensors.ts';

/** Of each tensor's largest value: the reference is float32, whose 1 - alpha-bar keeps few digits where it is small. */
const TOLERANCE = 1e-5;
/** diffusers keeps its variance from being zero. */
const SMALLEST_VARIANCE = 1e-20;

interface ScheduleCase extends Record<string, unknown> {
  readonly index: readonly number[];
  readonly betas: readonly number[];
  readonly alphas_cumprod: readonly number[];
  readonly variance_fixed_small?: readonly number[];
}

function checkSchedules(json: unknown): CaseResult[] {
  const { cases, ...shared } = json as { cases: ScheduleCase[] };
  return cases.flatMap(testCase => {
    const { index, betas, alphas_cumprod, variance_fixed_small, ...config } = testCase;
    const zero = config.rescale_betas_zero_snr ? ' zero-SNR' : '';
    const name = `schedule ${config.beta_schedule ?? 'linear'} T=${config.num_train_timesteps ?? 1000}${zero}`;
    return attempt(name, () => {
      const { vp } = diffusersProcess(parseDiffusersConfig({ ...shared, ...config }));
      const at = (values: Float64Array) => index.map(i => values[i]!);
      const variance = vp!.posteriorVariance.map(value => Math.max(value, SMALLEST_VARIANCE));
      const errors = [
        maxRelativeError(at(vp!.betas), betas),
        maxRelativeError(at(vp!.alphasCumprod), alphas_cumprod),
        variance_fixed_small ? maxRelativeError(at(variance), variance_fixed_small) : 0,
      ];
      return [{ name, error: Math.max(...errors), tolerance: TOLERANCE }];
    });
  });
}

export const schedules: Checker = {
  finds: files => files.filter(file => basename(file) === 'schedules.json'),
  check: async path => checkSchedules(parsePythonJson(await readFile(path, 'utf8'))),
};
