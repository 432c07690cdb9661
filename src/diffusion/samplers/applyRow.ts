import type { TargetName } from '../names.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { decoding } from '../target.ts';
import type { Limit, Numbers } from './limits.ts';

export interface RowInputs<A extends Numbers> {
  readonly xt: A;
  /** The network's answer to x_t. */
  readonly modelOut: A;
  readonly target: TargetName;
  /** Keeps x0Hat within the range of pictures; null leaves it alone. */
  readonly limit: Limit | null;
  /** Whether epsHat follows the limited x0Hat, so that x_t = signal x0Hat + noise epsHat still holds. */
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
  const { xt, modelOut, target, limit, rederiveEps, x0History, z } = inputs;
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(target, row.signal, row.noise);
  const [previous, earlier] = x0History;
  const x0Hat = xt.map((x, i) => x0FromXt * x + x0FromY * modelOut[i]!) as A;
  const epsHat = xt.map((x, i) => epsFromXt * x + epsFromY * modelOut[i]!) as A;
  if (limit) {
    limit(x0Hat);
    if (rederiveEps) {
      for (let i = 0; i < xt.length; i++) epsHat[i] = (xt[i]! - row.signal * x0Hat[i]!) / row.noise;
    }
  }
  const xPrev = xt.map((x, i) => {
    let sum = row.cXt * x + row.cX0 * x0Hat[i]! + row.cEps * epsHat[i]!;
    if (row.cX0Prev !== 0) sum += row.cX0Prev * previous![i]!;
    if (row.cX0Prev2 !== 0) sum += row.cX0Prev2 * earlier![i]!;
    if (z) sum += row.cNoise * z[i]!;
    return sum;
  }) as A;
  return { x0Hat, epsHat, xPrev };
}
