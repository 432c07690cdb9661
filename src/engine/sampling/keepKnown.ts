import { PIXELS } from '../../data/imageSet.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { addNoise, type Mix } from '../../diffusion/forward.ts';
import { gaussians } from '../../math/random.ts';
import type { KnownPart } from './sampleOrder.ts';

/**
 * Inpainting as in RePaint (Lugmayr et al. 2022, algorithm 1), without its resampling: at each level the known part of
 * x_t is drawn afresh from q(x_t | x0); at the clean end it is the given picture itself. The returned function
 * changes `xt` [count, 28, 28] in place; `step` selects the noise, one for every level reached.
 *
 * @param size numbers of all images.
 */
export function keepKnown({ mask, pixels }: KnownPart, seed: number, size: number) {
  const x0 = new Float32Array(size);
  for (let at = 0; at < size; at += PIXELS) bytesToUnit(pixels, x0.subarray(at));
  return (xt: Float32Array, level: Mix, step: number): void => {
    const known = addNoise(level, x0, gaussians(seed, 'known', step, new Float32Array(size)));
    for (let i = 0; i < size; i++) if (mask[i % PIXELS]) xt[i] = known[i]!;
  };
}
