/** How near held-out pictures come to the training images: the yardstick for a sample's distance. */
import { bytesToUnit } from '../../../data/normalise.ts';
import { pictureOf } from '../../../data/shape.ts';
import { nearestMember } from '../../../diffusion/exactDenoiser.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import type { Job } from '../../../engine/turns/turns.ts';
import { rootMeanSquare } from './nearestJob.ts';

/** Number of test images compared, spread over all of them. */
const COUNT = 1000;
const SEND_EVERY_MS = 400;

export interface HeldOut {
  /** Test images, or each drawing against all the others. */
  readonly kind: 'test' | 'leaveOneOut';
  /** Distances so far, measured as in `Nearest`; finished when there are `of`. */
  readonly distances: Float32Array;
  readonly of: number;
}

export async function* heldOutJob({ images, heldOut }: AnalysedRun): Job<HeldOut> {
  const test = await heldOut();
  yield;
  const from = test ?? images;
  const of = Math.min(COUNT, from.count);
  const distances = new Float32Array(of);
  const set = trainingSets(images).of(null);
  const slice = new Slice();
  const soFar = (done: number): HeldOut => ({
    kind: test ? 'test' : 'leaveOneOut',
    distances: distances.slice(0, done),
    of,
  });
  let lastSent = performance.now();
  for (let n = 0; n < of; n++) {
    const i = Math.floor((n * from.count) / of);
    const picture = bytesToUnit(pictureOf(from.images, from.shape, i));
    distances[n] = rootMeanSquare(nearestMember(set, picture, test ? -1 : i).distance, images.shape);
    if (slice.over()) yield;
    if (performance.now() - lastSent < SEND_EVERY_MS) continue;
    lastSent = performance.now();
    yield soFar(n + 1);
  }
  yield soFar(of);
}
