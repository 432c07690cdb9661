/** How far a network's points are from the data, beside how far the data is from itself. */
import type { RunConfig } from '../src/config/runConfig.ts';
import type { ImageSet } from '../src/data/imageSet.ts';
import { bytesToUnit } from '../src/data/normalise.ts';
import type { BuiltRun } from '../src/engine/run/buildRun.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { freezeOwn } from '../src/engine/sampling/toldTime.ts';
import { slicedWasserstein } from '../src/math/slicedWasserstein.ts';

/** Points in each cloud that is compared. */
const QUALITY_POINTS = 2000;
/** Clouds of fresh points: the distances to them are averaged, so that chance in the data hardly shows. */
const CLOUDS = 4;

/** Sliced Wasserstein distances to fresh data of `QUALITY_POINTS`, or of as many as there are. */
export interface PlaneQuality {
  readonly slicedWasserstein: number;
  /** The same for points of the training set: what a perfect network would reach. */
  readonly slicedWassersteinFloor: number;
}

/** @param fresh points that the run does not train on. */
export async function planeQuality(run: BuiltRun, config: RunConfig, fresh: ImageSet): Promise<PlaneQuality> {
  const count = Math.min(QUALITY_POINTS, run.images.count, Math.floor(fresh.count / CLOUDS));
  const made = await draw(run, config, count);
  const distances = Array.from({ length: CLOUDS }, (_, n) => {
    const other = cloud(fresh, n, count);
    // Where the training set is small its clouds repeat.
    const own = cloud(run.images, n % Math.floor(run.images.count / count), count);
    return [slicedWasserstein(made, other), slicedWasserstein(own, other)] as const;
  });
  const mean = (which: 0 | 1) => distances.reduce((sum, each) => sum + each[which], 0) / CLOUDS;
  return { slicedWasserstein: mean(0), slicedWassersteinFloor: mean(1) };
}

const cloud = ({ images }: ImageSet, n: number, count: number): Float32Array =>
  bytesToUnit(images.subarray(2 * n * count, 2 * (n + 1) * count));

async function draw(run: BuiltRun, config: RunConfig, count: number): Promise<Float32Array> {
  const frozen = freezeOwn(run, config.weights);
  try {
    let points = new Float32Array(0);
    for await (const { xPrev } of samplingSteps({ config }, run.process, frozen, count, 'evaluation')) {
      points = xPrev as Float32Array<ArrayBuffer>;
    }
    return points;
  } finally {
    frozen.dispose();
  }
}
