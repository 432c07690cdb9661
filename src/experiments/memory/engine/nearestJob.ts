/** Finds the nearest training image of each picture, comparing all of them. */
import { PIXELS } from '../../../data/imageSet.ts';
import { bytesToUnit } from '../../../data/normalise.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import type { Job } from '../../../engine/turns/turns.ts';

/** Converts a Euclidean distance between pictures to a root mean square per pixel. */
export const perPixel = (distance: number): number => distance / Math.sqrt(PIXELS);

/** Pictures [n, 28, 28], paper 0 and ink 255. */
export interface NearestOrder {
  readonly pictures: Uint8Array;
}

export interface Nearest {
  /** Indices of the nearest training images in the data set, and their pixels [n, 28, 28]. */
  readonly indices: Int32Array;
  readonly pictures: Uint8Array;
  /** Root mean square over the pixels, in [-1, 1]: 0 is the same picture, 2 its negative at most. */
  readonly distances: Float32Array;
}

export async function* nearestJob({ images }: AnalysedRun, { pictures: bytes }: NearestOrder): Job<Nearest> {
  const count = bytes.length / PIXELS;
  const indices = new Int32Array(count);
  const distances = new Float32Array(count);
  const pictures = new Uint8Array(bytes.length);
  const set = trainingSets(images).of(null);
  const slice = new Slice();
  for (let n = 0; n < count; n++) {
    const picture = bytesToUnit(bytes.subarray(n * PIXELS, (n + 1) * PIXELS));
    const { index, distance } = nearestMember(set, picture);
    indices[n] = index;
    distances[n] = perPixel(distance);
    pictures.set(images.images.subarray(index * PIXELS, (index + 1) * PIXELS), n * PIXELS);
    if (slice.over()) yield;
  }
  yield { indices, distances, pictures };
}
