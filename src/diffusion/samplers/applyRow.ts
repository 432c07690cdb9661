import type { SamplerRow } from '../samplerRow.ts';
import { type Answer, decodeAnswer } from './decodeAnswer.ts';
import type { Numbers } from './limits.ts';

export interface RowInputs<A extends Numbers> extends Answer<A> {
  /** x0Hat of the last step and the one before, if they exist. */
  readonly x0History: readonly A[];
  /** Standard normal noise, or null for none. */
  readonly z: A | null;
}

export interface RowResult<A extends Numbers> {
  readonly x0Hat: A;
  readonly epsHat: A;
  readonly xPrev: A;
}

/** Decodes the network's answer and applies the row's affine step. All arrays have the same length. */
export function applyRow<A extends Numbers>(row: SamplerRow, inputs: RowInputs<A>): RowResult<A> {
  const { x0Hat, epsHat } = decodeAnswer(row, inputs);
  return { x0Hat, epsHat, xPrev: affineStep(row, inputs, x0Hat, epsHat) };
}

/**
 * Repeats the step of a row with a corrector, with the means of the guesses at its two ends.
 *
 * @param proposed the result of `applyRow` for the same inputs.
 * @param modelOut the network's answer to `proposed.xPrev`.
 */
export function correctStep<A extends Numbers>(
  row: SamplerRow,
  inputs: RowInputs<A>,
  proposed: RowResult<A>,
  modelOut: A,
): RowResult<A> {
  const end = { signal: row.signalPrev, noise: row.noisePrev };
  const second = decodeAnswer(end, { ...inputs, xt: proposed.xPrev, modelOut });
  const mean = (a: A, b: A) => a.map((value, i) => (value + b[i]!) / 2) as A;
  const x0Hat = mean(proposed.x0Hat, second.x0Hat);
  const epsHat = mean(proposed.epsHat, second.epsHat);
  return { x0Hat, epsHat, xPrev: affineStep(row, inputs, x0Hat, epsHat) };
}

function affineStep<A extends Numbers>(
  row: SamplerRow,
  { xt, x0History, z }: RowInputs<A>,
  x0Hat: A,
  epsHat: A,
): A {
  const [previous, earlier] = x0History;
  return xt.map((x, i) => {
    let sum = row.cXt * x + row.cX0 * x0Hat[i]! + row.cEps * epsHat[i]!;
    if (row.cX0Prev !== 0) sum += row.cX0Prev * previous![i]!;
    if (row.cX0Prev2 !== 0) sum += row.cX0Prev2 * earlier![i]!;
    if (z) sum += row.cNoise * z[i]!;
    return sum;
  }) as A;
}
