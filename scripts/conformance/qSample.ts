/** q-sample.json: x_t and v of given images, noise and times. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { addNoise, type Mix } from '../../src/diffusion/forward.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { targetCoefficients } from '../../src/diffusion/target.ts';
import { attempt, type CaseResult, type Checker, parsePythonJson } from './checker.ts';
import { maxRelativeError } from './tensors.ts';

/** The reference is float32, ours is float64. */
const TOLERANCE = 1e-5;

interface QSampleFile {
  readonly shape: readonly number[];
  readonly x0: readonly number[];
  readonly eps: readonly number[];
  readonly t: readonly number[];
  readonly x_t: readonly number[];
  /** diffusers' `get_velocity`, which is v. */
  readonly velocity?: readonly number[];
  /** The scheduler's configuration; what is left out has DDPM's default. */
  readonly config?: object;
}

function checkQSample(json: unknown): CaseResult[] {
  const file = json as QSampleFile;
  const { x0, eps, t, x_t, velocity } = file;
  return attempt('q-sample', () => {
    const process = diffusersProcess(parseDiffusersConfig({ ...file, ...file.config }));
    const size = x0.length / t.length;
    /** Each image mixed with its noise as its time says. */
    const mixed = (mix: (time: number) => Mix) =>
      t.flatMap((time, image) => {
        const part = (of: readonly number[]) => Float64Array.from(of.slice(image * size, (image + 1) * size));
        return [...addNoise(mix(time), part(x0), part(eps))];
      });
    const noisy = mixed(time => levelAt(process, time));
    const results = [{ name: 'q-sample x_t', error: maxRelativeError(noisy, x_t), tolerance: TOLERANCE }];
    if (velocity) {
      const v = mixed(time => {
        const { signal, noise } = levelAt(process, time);
        const { pX0, pEps } = targetCoefficients('v', signal, noise);
        return { signal: pX0, noise: pEps };
      });
      results.push({ name: 'q-sample v', error: maxRelativeError(v, velocity), tolerance: TOLERANCE });
    }
    return results;
  });
}

export const qSample: Checker = {
  finds: files => files.filter(file => basename(file) === 'q-sample.json'),
  check: async path => checkQSample(parsePythonJson(await readFile(path, 'utf8'))),
};
