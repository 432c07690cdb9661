/** Algorithm 2 and its relatives: applies the table's rows in order, asking the network once or twice for each. */
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import type { Process } from '../../diffusion/process.ts';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import { applyRow, correctStep, type RowInputs } from '../../diffusion/samplers/applyRow.ts';
import { clipTo } from '../../diffusion/samplers/limits.ts';
import { gaussians, type Stream } from '../../math/random.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import { guided } from './guided.ts';
import { keepKnown } from './keepKnown.ts';
import type { SampleOrder } from './sampleOrder.ts';
import { samplingStart } from './samplingStart.ts';

/** One step as it was made; images [count, height, width, channels]. */
export interface SampledStep {
  readonly seq: number;
  readonly total: number;
  readonly row: SamplerRow;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
  /** The fresh noise of this step, if any. */
  readonly z: Float32Array | null;
}

/** Samples `count` pictures from the order's start. The last step's `xPrev` is the result. */
export async function* samplingSteps(
  order: SampleOrder,
  process: Process,
  network: FrozenNetwork,
  count: number,
  stream: Stream,
): AsyncGenerator<SampledStep, void> {
  const { config } = order;
  const { rows, first, ...begin } = samplingStart(order, process, count, stream);
  const shape = shapeOf(config);
  const size = count * sizeOf(shape);
  const predict = guided(network, config, count);
  const keep = order.known ? keepKnown(order.known, shape, config.seed, count) : null;
  let { xt } = begin;
  keep?.(xt, rows[first]!, first);
  let x0History: Float32Array[] = [];
  for (let seq = first; seq < rows.length; seq++) {
    const row = rows[seq]!;
    const modelOut = await predict(xt, row.modelTime);
    const noisy = row.cNoise !== 0 && config.addNoise;
    const z = noisy ? gaussians(config.seed, stream, seq + 1, new Float32Array(size)) : null;
    const inputs: RowInputs<Float32Array> = {
      xt,
      modelOut,
      target: config.target,
      limit: config.clipX0 ? clipTo(config.clipRange) : null,
      rederiveEps: config.clipX0,
      x0History,
      z,
    };
    let step = applyRow(row, inputs);
    if (row.corrector) {
      step = correctStep(row, inputs, step, await predict(step.xPrev, row.corrector.modelTime));
    }
    keep?.(step.xPrev, { signal: row.signalPrev, noise: row.noisePrev }, seq + 1);
    yield { seq, total: rows.length, row, xt, z, ...step };
    x0History = [step.x0Hat, ...x0History].slice(0, 2);
    xt = step.xPrev;
  }
}
