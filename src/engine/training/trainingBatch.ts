/** One batch of Algorithm 1 (Ho et al. 2020): images, times and noise, drawn from the seed and the step alone. */
import type { RunConfig } from '../../config/runConfig.ts';
import { randomAffine, UNIFORMS_PER_IMAGE, warp } from '../../data/augment.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { setUses } from '../../data/sets/registry.ts';
import { pictureOf, type Shape, sizeOf } from '../../data/shape.ts';
import { addNoise } from '../../diffusion/forward.ts';
import type { Process } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { targetCoefficients } from '../../diffusion/target.ts';
import { gaussians, integers, uniforms } from '../../math/random.ts';
import type { BatchSource, TrainBatch } from '../../runtime/networkRuntime.ts';
import { labelOfNone } from '../run/networkConfig.ts';
import { toldTime } from '../sampling/toldTime.ts';

const augments = ({ augment, dataset }: RunConfig): boolean => augment && setUses(dataset, 'augment');
const flips = (config: RunConfig): boolean => config.flips && setUses(config.dataset, 'flips');

/** What a device draws a run's batches from; null if pictures are augmented, or for points, which only the code here can do. */
export function batchSource(config: RunConfig, images: ImageSet, process: Process): BatchSource | null {
  const bytes = images.images;
  if (augments(config) || flips(config) || bytes instanceof Uint16Array) return null;
  const levels = Array.from({ length: process.T }, (_, t) => {
    const { signal, noise } = levelAt(process, t);
    const { pX0, pEps } = targetCoefficients(config.target, signal, noise);
    return [signal, noise, pX0, pEps, toldTime(config, process.modelTime[t]!)];
  });
  return {
    images: bytes,
    labels: config.classConditional ? (images.labels ?? new Uint8Array(images.count)) : null,
    labelDropout: config.labelDropout,
    noLabel: labelOfNone(config),
    levels: Float32Array.from(levels.flat()),
    seed: config.seed,
  };
}

/** The index t of each image of step `step`, 0..T-1. */
export const trainingTimes = (config: RunConfig, process: Process, step: number): Int32Array =>
  integers(config.seed, 'timestep', step, process.T, new Int32Array(config.batchSize));

/** The batch of step `step` (0-based); depends on nothing drawn before. */
export function trainingBatch(
  config: RunConfig,
  images: ImageSet,
  process: Process,
  step: number,
): TrainBatch {
  const { seed, batchSize } = config;
  const chosen = integers(seed, 'batch', step, images.count, new Int32Array(batchSize));
  const times = trainingTimes(config, process, step);
  const eps = gaussians(seed, 'noise', step, new Float32Array(batchSize * sizeOf(images.shape)));
  const x0 = gatherImages(images, chosen, augments(config) ? { seed, step } : null);
  if (flips(config)) flipSome(x0, images.shape, uniforms(seed, 'flip', step, new Float32Array(batchSize)));
  const classLabels = config.classConditional ? toldLabels(config, images, chosen, step) : null;
  return { ...noised(config, process, x0, eps, times), classLabels };
}

/** The chosen images' labels, some of them dropped at random (Ho & Salimans 2022, algorithm 1). */
function toldLabels(
  { seed, labelDropout, ...config }: RunConfig,
  { labels }: ImageSet,
  chosen: Int32Array,
  step: number,
): Float32Array {
  const draws = uniforms(seed, 'label', step, new Float32Array(chosen.length));
  // Compared in float32, as on the graphics processor, so both always decide alike.
  const dropped = (n: number) => draws[n]! < Math.fround(labelDropout);
  const none = labelOfNone(config);
  return Float32Array.from(chosen, (image, n) => (dropped(n) ? none : (labels?.[image] ?? 0)));
}

/** x_t and its target for given images in [-1, 1], noise and times. */
export function noised(
  { target, tellTime }: Pick<RunConfig, 'target' | 'tellTime'>,
  process: Process,
  x0: Float32Array,
  eps: Float32Array,
  times: Int32Array,
): Omit<TrainBatch, 'classLabels'> {
  const xt = new Float32Array(x0.length);
  const answer = new Float32Array(x0.length);
  const size = x0.length / times.length;
  times.forEach((t, image) => {
    const level = levelAt(process, t);
    const { pX0, pEps } = targetCoefficients(target, level.signal, level.noise);
    const part = (of: Float32Array) => of.subarray(image * size, (image + 1) * size);
    xt.set(addNoise(level, part(x0), part(eps)), image * size);
    for (let i = image * size; i < (image + 1) * size; i++) answer[i] = pX0 * x0[i]! + pEps * eps[i]!;
  });
  const modelTime = Float32Array.from(times, t => toldTime({ tellTime }, process.modelTime[t]!));
  return { size: times.length, xt, target: answer, modelTime };
}

/** The chosen images in [-1, 1], each augmented by its own draws where `draw` is given. */
function gatherImages(
  { images, shape }: ImageSet,
  chosen: Int32Array,
  draw: { readonly seed: number; readonly step: number } | null,
): Float32Array {
  const x0 = new Float32Array(chosen.length * sizeOf(shape));
  const draws =
    draw && uniforms(draw.seed, 'augment', draw.step, new Float32Array(chosen.length * UNIFORMS_PER_IMAGE));
  const warped = new Uint8Array(sizeOf(shape));
  chosen.forEach((index, n) => {
    const image = pictureOf(images, shape, index);
    const warps = draws && image instanceof Uint8Array;
    if (warps) warp(image, shape, randomAffine(draws, n * UNIFORMS_PER_IMAGE), warped);
    bytesToUnit(warps ? warped : image, pictureOf(x0, shape, n));
  });
  return x0;
}

/** Mirrors each image of [-1, 1] whose draw is below one half. */
function flipSome(x0: Float32Array, shape: Shape, draws: Float32Array): void {
  const { height, width, channels } = shape;
  draws.forEach((draw, n) => {
    if (draw >= 0.5) return;
    const image = pictureOf(x0, shape, n);
    for (let y = 0; y < height; y++) {
      const line = image.slice(y * width * channels, (y + 1) * width * channels);
      for (let x = 0; x < width; x++) {
        const from = (width - 1 - x) * channels;
        image.set(line.subarray(from, from + channels), (y * width + x) * channels);
      }
    }
  });
}
