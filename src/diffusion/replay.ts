/** Replays a reverse process from the pictures guessed at each step, which determine everything else. */
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
 * @param rows without correctors, whose guesses are means of two answers.
 * @param x0Hats one per row, each as long as `xT`, as the sampler used them.
 * @param zOf returns the fresh noise of a step that adds some, by its index in `rows`.
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
