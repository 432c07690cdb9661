/** How likely a cloud is under the exact density of the data, beside how likely other data is. */
import { logDensity } from '../../diffusion/density.ts';
import { FiniteSet } from '../../diffusion/finiteSet.ts';
import { addNoise } from '../../diffusion/forward.ts';
import type { Process } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';

/** Points that are asked about, and points of which the density is made: cheap enough for the page's own thread. */
const ASKED = 300;
const CENTRES = 3000;
/** Noise over signal at the level of the density: where it is smooth, and still has the data's shape. */
const WIDTH = 0.1;

export interface Likelihood {
  readonly t: number;
  /** Means of log q(x_t) over the cloud and over data that the density is not made of. */
  readonly made: number;
  readonly data: number;
}

/** The level at which densities are compared. */
export function levelOfWidth({ T, signal, noise }: Process): number {
  let nearest = 0;
  const apart = (t: number) => Math.abs(noise[t]! / signal[t]! - WIDTH);
  for (let t = 1; t < T; t++) if (apart(t) < apart(nearest)) nearest = t;
  return nearest;
}

/**
 * Both clouds [count, 2] are noised to a low level t, since without noise a density of single points is nothing but peaks.
 * Null where there are too few points.
 */
export function likelihoodOf(made: Float32Array, data: Float32Array, process: Process): Likelihood | null {
  const count = Math.min(ASKED, made.length / 2, data.length / 4);
  if (count < 10) return null;
  const t = levelOfWidth(process);
  const level = levelAt(process, t);
  const others = data.subarray(2 * Math.floor(count), 2 * (Math.floor(count) + CENTRES));
  const set = new FiniteSet(others.length / 2, 2, i => others.subarray(2 * i, 2 * i + 2));
  const mean = (cloud: Float32Array) => {
    const x0 = cloud.subarray(0, 2 * Math.floor(count));
    const xt = addNoise(level, x0, gaussians(1, 'noise', 0, new Float32Array(x0.length)));
    let sum = 0;
    for (let i = 0; i < xt.length; i += 2) sum += logDensity(set, level, xt.subarray(i, i + 2));
    return (2 * sum) / xt.length;
  };
  return { t, made: mean(made), data: mean(data) };
}
