/** Finds the training image nearest to each of some samples, comparing all of them. */
import { type Shape, type Stored, sizeOf } from '../../../data/shape.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import type { Job } from '../../../engine/turns/turns.ts';

/** Root mean square of a picture's numbers, of a Euclidean distance between pictures. */
export const rootMeanSquare = (distance: number, shape: Shape): number => distance / Math.sqrt(sizeOf(shape));

/** Samples [n, height, width, channels] as they were drawn: bytes are coarser than points lie apart. */
export interface NearestOrder {
  readonly samples: Float32Array;
}

export interface Nearest {
  /** Of the nearest training image of each sample: its place in the data set, and its numbers as they are stored. */
  readonly indices: Int32Array;
  readonly pictures: Stored;
  /** Root mean square over the numbers, in [-1, 1]: 0 is the same picture, 2 its negative. */
  readonly distances: Float32Array;
}

export async function* nearestJob({ images }: AnalysedRun, { samples }: NearestOrder): Job<Nearest> {
  const { shape, images: stored } = images;
  const size = sizeOf(shape);
  const count = samples.length / size;
  const indices = new Int32Array(count);
  const distances = new Float32Array(count);
  const pictures =
    stored instanceof Uint16Array ? new Uint16Array(samples.length) : new Uint8Array(samples.length);
  const set = trainingSets(images).of(null);
  const slice = new Slice();
  for (let n = 0; n < count; n++) {
    const { index, distance } = nearestMember(set, samples.subarray(n * size, (n + 1) * size));
    indices[n] = index;
    distances[n] = rootMeanSquare(distance, shape);
    pictures.set(stored.subarray(index * size, (index + 1) * size), n * size);
    if (slice.over()) yield;
  }
  yield { indices, distances, pictures };
}
