/** q-sample.json: x_t and v of given images, noise and times. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { diffusersProcess, parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { targetCoefficients } from '../../src/diffusion/target.ts';
import { attempt, type CaseResult, type Checker, parsePythonJson } from './checker.ts';
import { maxRelativeError } from './tensors.ts';

/** Float32 against float64. */
const TOLERANCE = 1e-5;

interface QSampleFile {
  readonly shape: readonly number[];
  readonly x0: readonly number[];
  readonly eps: readonly number[];
  readonly t: readonly number[];
  readonly x_t: readonly number[];
  /** diffusers' `get_velocity`, which is v. */
  readonly velocity?: readonly number[];
  /** DDPM's defaults where it is left out. */
  readonly config?: unknown;
}

export function checkQSample(json: unknown): CaseResult[] {
  const { x0, eps, t, x_t, velocity, config = {} } = json as QSampleFile;
  return attempt('q-sample', () => {
    const process = diffusersProcess(parseDiffusersConfig(config));
    const size = x0.length / t.length;
    const mix = (row: (time: number) => readonly [number, number]) =>
      x0.map((x, i) => {
        const [cX0, cEps] = row(t[Math.floor(i / size)]!);
        return cX0 * x + cEps * eps[i]!;
      });
    const noisy = mix(time => [process.signal[time]!, process.noise[time]!]);
    const results = [{ name: 'q-sample x_t', error: maxRelativeError(noisy, x_t), tolerance: TOLERANCE }];
    if (velocity) {
      const v = mix(time => {
        const { pX0, pEps } = targetCoefficients('v', process.signal[time]!, process.noise[time]!);
        return [pX0, pEps];
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
