/** Gives the judge distance a unit: real pictures are 8 from other real ones. */
import type { ImageSet } from '../../src/data/imageSet.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { frechetDistance, type Moments } from '../../src/quality/frechet.ts';
import { buildJudge, JUDGE_FEATURES } from '../../src/quality/judgeNetwork.ts';
import { momentsOf } from '../../src/quality/moments.ts';
import { realSets } from '../../src/quality/realSets.ts';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';

/** About what a LeNet trained with PyTorch has between two sets of 512 digits: docs/decisions/0015. */
const FLOOR = 8;

/** The factor for features; tfjs computes on its active backend. */
export async function featureScale(
  runtime: Runtime,
  params: Float32Array,
  test: ImageSet<Uint8Array>,
): Promise<number> {
  const graph = buildJudge();
  const { count, sets } = realSets(test);
  const moments: Moments[] = [];
  for (const { pictures } of sets) {
    const { features } = await runtime.evaluate(graph, count, { x: bytesToUnit(pictures), params });
    moments.push(await momentsOf(features!, JUDGE_FEATURES));
  }
  const pairs = moments.flatMap((a, i) => moments.slice(i + 1).map(b => frechetDistance(a, b)));
  // The distance goes with the square of the features.
  return Math.sqrt(FLOOR / (pairs.reduce((sum, one) => sum + one, 0) / pairs.length));
}
