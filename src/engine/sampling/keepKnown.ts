import { bytesToUnit } from '../../data/normalise.ts';
import { pictureOf, type Shape, sizeOf } from '../../data/shape.ts';
import { addNoise, type Mix } from '../../diffusion/forward.ts';
import { gaussians } from '../../math/random.ts';
import type { KnownPart } from './sampleOrder.ts';

/**
 * Inpainting as in RePaint (Lugmayr et al. 2022, algorithm 1), without its resampling: at each level the known part of
 * x_t is drawn afresh from q(x_t | x0), so that at the clean end it is the given picture itself. The returned function
 * changes `xt` [count, height, width, channels] in place; `step` names the noise, one for every level that is reached.
 *
 * @param count images.
 */
export function keepKnown({ mask, pixels }: KnownPart, shape: Shape, seed: number, count: number) {
  const x0 = new Float32Array(count * sizeOf(shape));
  for (let n = 0; n < count; n++) bytesToUnit(pixels, pictureOf(x0, shape, n));
  const isKnown = (i: number) => mask[Math.floor((i % sizeOf(shape)) / shape.channels)];
  return (xt: Float32Array, level: Mix, step: number): void => {
    const known = addNoise(level, x0, gaussians(seed, 'known', step, new Float32Array(x0.length)));
    for (let i = 0; i < x0.length; i++) if (isKnown(i)) xt[i] = known[i]!;
  };
}
