/** A reverse process told by the pictures that were guessed at each step: everything else follows from them. */
import type { SamplerRow } from './samplerRow.ts';
import { applyRow } from './samplers/applyRow.ts';

export interface ReplayedStep {
  readonly row: SamplerRow;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
}

/**
 * @param rows without correctors, whose guesses are means that no single answer gives.
 * @param x0Hats one a row, each as long as `xT`, as the sampler used them.
 * @param zOf the fresh noise of a step that adds some, by its place in `rows`.
 */
export function replay(
  rows: readonly SamplerRow[],
  x0Hats: readonly Float32Array[],
  xT: Float32Array,
  zOf: (seq: number) => Float32Array,
): ReplayedStep[] {
  let xt = xT;
  return rows.map((row, seq) => {
    const step = applyRow(row, {
      xt,
      modelOut: x0Hats[seq]!,
      target: 'x0',
      limit: null,
      rederiveEps: false,
      x0History: x0Hats.slice(Math.max(0, seq - 2), seq).reverse(),
      z: row.cNoise === 0 ? null : zOf(seq),
    });
    const replayed = { row, xt, ...step };
    xt = step.xPrev;
    return replayed;
  });
}
