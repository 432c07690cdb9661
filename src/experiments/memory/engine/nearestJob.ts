/** The training image nearest to each of some pictures, all of them compared. */
import { PIXELS } from '../../../data/imageSet.ts';
import { bytesToUnit } from '../../../data/normalise.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import type { Run } from '../../../engine/run/openRun.ts';
import type { Send } from '../../../engine/send.ts';
import type { Job } from '../../../engine/turns/scheduler.ts';
import { Slice } from '../../../engine/turns/slice.ts';

/** Root mean square a pixel, of a Euclidean distance between pictures. */
export const perPixel = (distance: number): number => distance / Math.sqrt(PIXELS);

export async function* nearestJob(
  runId: number,
  sampleId: number,
  bytes: Uint8Array,
  { images }: Pick<Run, 'images'>,
  send: Send,
): Job {
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
    if (slice.over()) yield 'worked';
  }
  send({ type: 'nearest', runId, sampleId, indices, distances, pictures });
}
