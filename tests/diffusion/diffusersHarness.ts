/** What diffusers' own scheduler tests use (tests/schedulers/test_schedulers.py): inputs, a network and its loop. */
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import type { Limit } from '../../src/diffusion/samplers/limits.ts';
import type { TargetName } from '../../src/diffusion/targets/registry.ts';

/** [B, C, H, W], flat in this order. */
const [BATCH, CHANNELS, SIDE] = [4, 3, 8];
export const IMAGES = BATCH;
const PER_IMAGE = CHANNELS * SIDE * SIDE;
export const COUNT = BATCH * PER_IMAGE;

const counted = (value: (i: number) => number) =>
  Float64Array.from({ length: COUNT }, (_, at) => {
    const image = Math.floor(at / PER_IMAGE);
    return value((at % PER_IMAGE) * BATCH + image) / COUNT;
  });
export const SAMPLE = counted(i => i);
export const NOISE = counted(i => COUNT - 1 - i);

export const network = (x: Float64Array, t: number): Float64Array => x.map(value => (value * t) / (t + 1));

export const sumOf = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0);
export const absSum = (x: Float64Array): number => sumOf(x.map(Math.abs));

interface Loop {
  readonly start: Float64Array;
  readonly target: TargetName;
  readonly limit?: Limit | null;
  readonly rederiveEps?: boolean;
  /** The noise of a step; asked for only where the row has some. */
  readonly noise?: () => Float64Array;
  readonly scale?: number;
}

/** x after each step. */
export function trajectory(rows: readonly SamplerRow[], loop: Loop): Float64Array[] {
  const { start, target, limit = null, rederiveEps = false, noise, scale = 1 } = loop;
  let xt = start;
  let x0History: Float64Array[] = [];
  const answer = (x: Float64Array, t: number) => network(x, t).map(value => value * scale);
  return rows.map(row => {
    const modelOut = answer(xt, row.modelTime);
    const z = row.cNoise !== 0 && noise ? noise() : null;
    const inputs = { xt, modelOut, target, limit, rederiveEps, x0History, z };
    let step = applyRow<Float64Array>(row, inputs);
    if (row.corrector) step = correctStep(row, inputs, step, answer(step.xPrev, row.corrector.modelTime));
    x0History = [step.x0Hat, ...x0History].slice(0, 2);
    xt = step.xPrev;
    return xt;
  });
}
