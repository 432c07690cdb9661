/** Algorithm 2 and its relatives: the table's rows applied one after the other, the network asked at each. */
import type { RunConfig } from '../config/runConfig.ts';
import { PIXELS } from '../data/imageSet.ts';
import type { Process } from '../diffusion/process.ts';
import type { SamplerRow } from '../diffusion/samplerRow.ts';
import { applyRow } from '../diffusion/samplers/applyRow.ts';
import { clipTo } from '../diffusion/samplers/limits.ts';
import { gaussians, type Stream } from '../math/random.ts';
import type { FrozenNetwork } from '../runtime/networkRuntime.ts';
import { samplerRows } from './samplerOptions.ts';

/** One step as it was made; images [count, 28, 28]. */
export interface SampledStep {
  readonly seq: number;
  readonly total: number;
  readonly row: SamplerRow;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
}

/** From pure noise, drawn from the seed, to `count` pictures. The last step's `xPrev` is the result. */
export async function* samplingSteps(
  config: RunConfig,
  process: Process,
  network: FrozenNetwork,
  count: number,
  stream: Stream,
): AsyncGenerator<SampledStep, void> {
  const rows = samplerRows(config, process);
  const size = count * PIXELS;
  const classLabels = config.classConditional ? labelsInTurn(config.sampleDigits, count) : null;
  let xt = gaussians(config.seed, stream, 0, new Float32Array(size));
  let x0History: Float32Array[] = [];
  for (const [seq, row] of rows.entries()) {
    const modelOut = await network.predict(xt, row.modelTime, classLabels);
    const noisy = row.cNoise !== 0 && config.addNoise;
    const z = noisy ? gaussians(config.seed, stream, seq + 1, new Float32Array(size)) : null;
    const step = applyRow(row, {
      xt,
      modelOut,
      target: config.target,
      limit: config.clipX0 ? clipTo(1) : null,
      rederiveEps: config.clipX0,
      x0History,
      z,
    });
    yield { seq, total: rows.length, row, xt, ...step };
    x0History = [step.x0Hat, ...x0History].slice(0, 2);
    xt = step.xPrev;
  }
}

function labelsInTurn(digits: string, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Number(digits[i % digits.length]));
}
