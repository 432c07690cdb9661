/** The loss on fixed images, times and noise: comparable between steps and between runs of one schedule and target. */
import type { RunConfig } from '../src/config/runConfig.ts';
import type { ImageSet } from '../src/data/imageSet.ts';
import { bytesToUnit } from '../src/data/normalise.ts';
import { sizeOf } from '../src/data/shape.ts';
import type { BuiltRun } from '../src/engine/run/buildRun.ts';
import { noised } from '../src/engine/training/trainingBatch.ts';
import { gaussians } from '../src/math/random.ts';
import type { Weights } from '../src/runtime/networkRuntime.ts';

/** Images of one forward pass; only memory depends on it. */
const BATCH = 64;

/**
 * Mean squared error of the network on the first `count` of `images`, t spread evenly over 0..T-1 (rounded down), the
 * noise that of `seed`.
 */
export async function evaluationLoss(
  { network, process }: Pick<BuiltRun, 'network' | 'process'>,
  config: RunConfig,
  images: ImageSet,
  weights: Weights,
  { count = 512, seed = 0 } = {},
): Promise<number> {
  const frozen = network.freeze(weights);
  const pixels = sizeOf(images.shape);
  let sum = 0;
  try {
    for (let first = 0; first < count; first += BATCH) {
      const size = Math.min(BATCH, count - first);
      const x0 = bytesToUnit(images.images.subarray(first * pixels, (first + size) * pixels));
      const times = Int32Array.from({ length: size }, (_, i) =>
        Math.floor(((first + i) * process.T) / count),
      );
      const eps = gaussians(seed, 'evaluation', first, new Float32Array(size * pixels));
      const { xt, target, modelTime } = noised(config, process, x0, eps, times);
      const labels = config.classConditional
        ? Float32Array.from({ length: size }, (_, i) => images.labels?.[first + i] ?? 0)
        : null;
      const answer = await frozen.predict(xt, modelTime, labels);
      for (let i = 0; i < answer.length; i++) sum += (answer[i]! - target[i]!) ** 2;
    }
  } finally {
    frozen.dispose();
  }
  return sum / (count * pixels);
}
