import type { TargetName } from '../names.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { decoding } from '../target.ts';

/** Numbers of any precision: pictures are float32, checks float64. */
export type Numbers = Float32Array | Float64Array;

export interface RowInputs<A extends Numbers> {
  readonly xt: A;
  /** The network's answer to x_t. */
  readonly modelOut: A;
  readonly target: TargetName;
  /** x0Hat is kept within [-clip, clip]; null leaves it alone. */
  readonly clip: number | null;
  /** Whether epsHat follows the clipped x0Hat, so that x_t = signal x0Hat + noise epsHat still holds. */
  readonly rederiveEps: boolean;
  /** x0Hat of the step before, and of the one before that, as far as they exist. */
  readonly x0History: readonly A[];
  /** Standard normal noise, or null for none. */
  readonly z: A | null;
}

export interface RowResult<A extends Numbers> {
  readonly x0Hat: A;
  readonly epsHat: A;
  readonly xPrev: A;
}

/** Decodes the network's answer and makes the one affine step that the row describes. All arrays have one length. */
export function applyRow<A extends Numbers>(row: SamplerRow, inputs: RowInputs<A>): RowResult<A> {
  const { xt, modelOut, target, clip, rederiveEps, x0History, z } = inputs;
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(target, row.signal, row.noise);
  const [previous, earlier] = x0History;
  const x0Hat = xt.slice() as A;
  const epsHat = xt.slice() as A;
  const xPrev = xt.slice() as A;
  for (let i = 0; i < xt.length; i++) {
    let x0 = x0FromXt * xt[i]! + x0FromY * modelOut[i]!;
    let eps = epsFromXt * xt[i]! + epsFromY * modelOut[i]!;
    if (clip !== null) {
      x0 = Math.min(clip, Math.max(-clip, x0));
      if (rederiveEps) eps = (xt[i]! - row.signal * x0) / row.noise;
    }
    x0Hat[i] = x0;
    epsHat[i] = eps;
    let sum = row.cXt * xt[i]! + row.cX0 * x0 + row.cEps * eps;
    if (row.cX0Prev !== 0) sum += row.cX0Prev * previous![i]!;
    if (row.cX0Prev2 !== 0) sum += row.cX0Prev2 * earlier![i]!;
    if (z) sum += row.cNoise * z[i]!;
    xPrev[i] = sum;
  }
  return { x0Hat, epsHat, xPrev };
}
