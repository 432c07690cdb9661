/** Finds the nearest training image of each picture, comparing all of them. */
import { bytesToUnit } from '../../../data/normalise.ts';
import { pictureOf, type Shape, type Stored, sizeOf } from '../../../data/shape.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import type { Job } from '../../../engine/turns/turns.ts';

/** Root mean square of a picture's numbers, of a Euclidean distance between pictures. */
export const rootMeanSquare = (distance: number, shape: Shape): number => distance / Math.sqrt(sizeOf(shape));

/** Pictures [n, height, width, channels] in bytes. */
export interface NearestOrder {
  readonly pictures: Uint8Array;
}

export interface Nearest {
  /** Of the nearest training image of each picture: its place in the data set, and its bytes. */
  readonly indices: Int32Array;
  readonly pictures: Uint8Array;
  /** Root mean square over the pixels, in [-1, 1]: 0 is the same picture, 2 its negative at most. */
  readonly distances: Float32Array;
}

/** Points in the plane are shown coarsely, by the upper half of their 16 bits. */
const shownBytes = (stored: Stored): Uint8Array =>
  stored instanceof Uint16Array ? Uint8Array.from(stored, value => value >> 8) : stored;

export async function* nearestJob({ images }: AnalysedRun, { pictures: bytes }: NearestOrder): Job<Nearest> {
  const { shape } = images;
  const count = bytes.length / sizeOf(shape);
  const indices = new Int32Array(count);
  const distances = new Float32Array(count);
  const pictures = new Uint8Array(bytes.length);
  const set = trainingSets(images).of(null);
  const slice = new Slice();
  for (let n = 0; n < count; n++) {
    const picture = bytesToUnit(pictureOf(bytes, shape, n));
    const { index, distance } = nearestMember(set, picture);
    indices[n] = index;
    distances[n] = rootMeanSquare(distance, shape);
    pictureOf(pictures, shape, n).set(shownBytes(pictureOf(images.images, shape, index)));
    if (slice.over()) yield;
  }
  yield { indices, distances, pictures };
}
