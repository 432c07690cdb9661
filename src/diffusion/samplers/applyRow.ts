import type { SamplerRow } from '../samplerRow.ts';
import { type Answer, decodeAnswer } from './decodeAnswer.ts';
import type { Numbers } from './limits.ts';

export interface RowInputs<A extends Numbers> extends Answer<A> {
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
  const { xt, x0History, z } = inputs;
  const [previous, earlier] = x0History;
  const { x0Hat, epsHat } = decodeAnswer(row, inputs);
  const xPrev = xt.map((x, i) => {
    let sum = row.cXt * x + row.cX0 * x0Hat[i]! + row.cEps * epsHat[i]!;
    if (row.cX0Prev !== 0) sum += row.cX0Prev * previous![i]!;
    if (row.cX0Prev2 !== 0) sum += row.cX0Prev2 * earlier![i]!;
    if (z) sum += row.cNoise * z[i]!;
    return sum;
  }) as A;
  return { x0Hat, epsHat, xPrev };
}
