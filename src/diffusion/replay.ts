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
 * Yields the steps one by one, each computed when it is asked for.
 *
 * @param rows without correctors, whose guesses are means of two answers.
 * @param x0HatOf returns a step's guess as the sampler used it, as long as `xT`, by its index in `rows`.
 * @param zOf returns the fresh noise of a step that adds some.
 */
export function* replay(
  rows: readonly SamplerRow[],
  x0HatOf: (seq: number) => Float32Array,
  xT: Float32Array,
  zOf: (seq: number) => Float32Array,
): Generator<ReplayedStep, void> {
  let xt = xT;
  let x0History: readonly Float32Array[] = [];
  for (const [seq, row] of rows.entries()) {
    const modelOut = x0HatOf(seq);
    const step = applyRow(row, {
      xt,
      modelOut,
      target: 'x0',
      limit: null,
      rederiveEps: false,
      x0History,
      z: row.cNoise === 0 ? null : zOf(seq),
    });
    yield { row, xt, ...step };
    xt = step.xPrev;
    x0History = [modelOut, ...x0History.slice(0, 1)];
  }
}
