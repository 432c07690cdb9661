/** How near pictures come to the training images that nobody copied from them: the measure for a sample's distance. */
import { PIXELS } from '../../../data/imageSet.ts';
import { bytesToUnit } from '../../../data/normalise.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import type { ImageLoader, OnProgress } from '../../../engine/run/loadImages.ts';
import type { Run } from '../../../engine/run/openRun.ts';
import type { Send } from '../../../engine/send.ts';
import type { Job } from '../../../engine/turns/scheduler.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import { perPixel } from './nearestJob.ts';

/** Test images looked at, spread over all there are. */
const COUNT = 1000;
const SEND_EVERY_MS = 400;

export async function* heldOutJob(
  runId: number,
  { config, images }: Pick<Run, 'config' | 'images'>,
  loader: ImageLoader,
  onProgress: OnProgress,
  send: Send,
): Job {
  const test = await loader.heldOut(config, onProgress);
  yield 'worked';
  const from = test ?? images;
  const of = Math.min(COUNT, from.count);
  const distances = new Float32Array(of);
  const set = trainingSets(images).of(null);
  const slice = new Slice();
  const say = (done: number) =>
    send({
      type: 'heldOut',
      runId,
      kind: test ? 'test' : 'leaveOneOut',
      distances: distances.slice(0, done),
      of,
    });
  let lastSent = performance.now();
  for (let n = 0; n < of; n++) {
    const i = Math.floor((n * from.count) / of);
    const picture = bytesToUnit(from.images.subarray(i * PIXELS, (i + 1) * PIXELS));
    distances[n] = perPixel(nearestMember(set, picture, test ? -1 : i).distance);
    if (slice.over()) yield 'worked';
    if (performance.now() - lastSent < SEND_EVERY_MS) continue;
    lastSent = performance.now();
    say(n + 1);
  }
  say(of);
}
