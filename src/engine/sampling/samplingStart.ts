import { bytesToUnit } from '../../data/normalise.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { pictureOf, sizeOf } from '../../data/shape.ts';
import { addNoise } from '../../diffusion/forward.ts';
import type { Process } from '../../diffusion/process.ts';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import { gaussians, type Stream } from '../../math/random.ts';
import type { SampleOrder } from './sampleOrder.ts';
import { samplerRows } from './samplerOptions.ts';

export interface SamplingStart {
  /** Of a whole sampling; those before `first` are skipped. */
  readonly rows: readonly SamplerRow[];
  /** Index of the first step. */
  readonly first: number;
  /** What it starts from [count, height, width, channels]; the caller's to change. */
  readonly xt: Float32Array;
}

/** @throws if the order names a step that does not exist, or images of the wrong size. */
export function samplingStart(
  { config, start = { kind: 'noise' } }: SampleOrder,
  process: Process,
  count: number,
  stream: Stream,
): SamplingStart {
  const shape = shapeOf(config);
  const size = count * sizeOf(shape);
  const eps = () => gaussians(config.seed, stream, 0, new Float32Array(size));
  const rows = samplerRows(config, process);
  switch (start.kind) {
    case 'noise':
      return { rows, first: 0, xt: eps() };
    case 'from': {
      const { seq, xt } = start;
      if (!rows[seq])
        throw new Error(`There is no step ${seq} to go on from; the sampler makes ${rows.length}.`);
      if (xt.length !== size) {
        throw new Error(`To go on with ${count} pictures takes ${size} numbers, not ${xt.length}.`);
      }
      return { rows: samplerRows(config, process, seq), first: seq, xt: xt.slice() };
    }
    case 'image': {
      const first = stepAtOrBelow(rows, start.t);
      const x0 = new Float32Array(size);
      for (let image = 0; image < count; image++) bytesToUnit(start.pixels, pictureOf(x0, shape, image));
      return { rows: samplerRows(config, process, first), first, xt: addNoise(rows[first]!, x0, eps()) };
    }
  }
}

/** The earliest step from a level at or below t; the last step where even that starts above it. */
function stepAtOrBelow(rows: readonly SamplerRow[], t: number): number {
  const step = rows.findIndex(row => row.t <= t);
  return step < 0 ? rows.length - 1 : step;
}
