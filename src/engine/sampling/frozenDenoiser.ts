/** The denoiser behind a sampler: the network's present weights, or the exact denoiser of the training images. */
import { EXACT_IMAGES } from '../../config/exactImages.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { firstImages, type ImageSet } from '../../data/imageSet.ts';
import { exactX0 } from '../../diffusion/exactDenoiser.ts';
import type { Process } from '../../diffusion/process.ts';
import { levelOfModelTime } from '../../diffusion/samplers/level.ts';
import { decoding, targetCoefficients } from '../../diffusion/target.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import { nextMessage } from '../../runtime/nextMessage.ts';
import { type TrainingSets, trainingSets } from '../analyses/trainingSets.ts';
import type { BuiltRun } from '../run/buildRun.ts';
import { freezeForSampling } from '../run/pretrained.ts';
import { Slice } from '../turns/slice.ts';

/** Chosen by the settings; both answer through the same interface. */
export function frozenDenoiser(run: Omit<BuiltRun, 'graph'>, config: RunConfig): FrozenNetwork {
  if (config.denoiser === 'network') return freezeForSampling(run, config.weights);
  const { process, images } = run;
  return exactNetwork(trainingSets(fewImages(images)), process, config.target);
}

/** Answers like a network that has memorised the sets. */
export function exactNetwork(
  sets: TrainingSets,
  process: Process,
  target: RunConfig['target'],
): FrozenNetwork {
  return {
    async predict(xt, modelTime, classLabels) {
      const answer = new Float32Array(xt.length);
      const slice = new Slice();
      const size = sets.dimensions;
      for (let first = 0, n = 0; first < xt.length; first += size, n++) {
        const time = typeof modelTime === 'number' ? modelTime : modelTime[n]!;
        const { signal, noise } = levelOfModelTime(process, time);
        const { pX0, pEps } = targetCoefficients(target, signal, noise);
        const { epsFromXt, epsFromY } = decoding('x0', signal, noise);
        const x = xt.subarray(first, first + size);
        const x0Hat = exactX0(sets.of(classLabels?.[n] ?? null), { signal, noise }, x);
        for (let p = 0; p < size; p++) {
          const epsHat = epsFromXt * x[p]! + epsFromY * x0Hat[p]!;
          answer[first + p] = pX0 * x0Hat[p]! + pEps * epsHat;
        }
        if (slice.over()) await nextMessage();
      }
      return answer;
    },
    dispose() {},
  };
}

const firstOf = new WeakMap<ImageSet, ImageSet>();

/** The same object for the same images, so its sets are made once. */
function fewImages(all: ImageSet): ImageSet {
  if (all.count <= EXACT_IMAGES) return all;
  const known = firstOf.get(all) ?? firstImages(all, EXACT_IMAGES);
  firstOf.set(all, known);
  return known;
}
