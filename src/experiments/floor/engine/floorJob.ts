/** Estimates the lowest loss that training on the run's images can reach at each t, beside whatever else runs. */

import { sizeOf } from '../../../data/shape.ts';
import { floorDraw, MeanWithError } from '../../../diffusion/lossFloor.ts';
import { levelAt } from '../../../diffusion/samplers/level.ts';
import { lossInTarget } from '../../../diffusion/target.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { trainingSets } from '../../../engine/analyses/trainingSets.ts';
import { Slice } from '../../../engine/turns/slice.ts';
import type { Job } from '../../../engine/turns/turns.ts';
import { gaussians, integers, uniforms } from '../../../math/random.ts';

const DRAWS = 256;
const GRID = 60;
const SEND_EVERY_MS = 400;

/** At most `GRID` levels, each at the middle of an equal share of 0..T-1. */
const gridOf = (T: number): Int32Array => {
  const length = Math.min(T, GRID);
  return Int32Array.from({ length }, (_, k) => Math.floor(((k + 0.5) * T) / length));
};

export interface FloorOrder {
  /** Draws of a picture with noise, each used at every level of the grid; 256 unless said. */
  readonly draws?: number;
}

/** The floor so far; finished when `draws === of`. */
export interface Floor {
  /** Draws averaged so far. */
  readonly draws: number;
  readonly of: number;
  /** Training images of the exact denoiser. */
  readonly members: number;
  /** Each [G]: t, the lowest reachable loss in the run's target, and its standard error. */
  readonly times: Int32Array;
  readonly loss: Float64Array;
  readonly standardError: Float64Array;
}

export async function* floorJob(
  { config, images, process }: AnalysedRun,
  { draws = DRAWS }: FloorOrder = {},
): Job<Floor> {
  const times = gridOf(process.T);
  const levels = Array.from(times, t => levelAt(process, t));
  const x0Losses = levels.map(() => new MeanWithError());
  const sets = trainingSets(images);
  const members = integers(config.seed, 'floor', 0, images.count, new Int32Array(draws));
  const chances = uniforms(config.seed, 'floor', draws + 1, new Float32Array(draws));
  const slice = new Slice();
  let lastSent = performance.now();
  for (let draw = 0; draw < draws; draw++) {
    const member = members[draw]!;
    const told = config.classConditional && chances[draw]! >= config.labelDropout;
    const label = told ? (images.labels?.[member] ?? null) : null;
    const index = label === null ? member : rankWithinLabel(images.labels!, member);
    const eps = gaussians(config.seed, 'floor', draw + 1, new Float32Array(sizeOf(images.shape)));
    const lossAt = floorDraw(sets.of(label), index, eps);
    for (const [l, level] of levels.entries()) {
      x0Losses[l]!.add(lossAt(level));
      if (slice.over()) yield;
    }
    const now = performance.now();
    if (draw + 1 < draws && now - lastSent < SEND_EVERY_MS) continue;
    lastSent = now;
    const inTarget = (of: (loss: MeanWithError) => number) =>
      Float64Array.from(levels, (level, l) => lossInTarget(config.target, level, of(x0Losses[l]!)));
    const loss = inTarget(({ mean }) => mean);
    const above = inTarget(({ mean, standardError }) => mean + standardError);
    yield {
      draws: draw + 1,
      of: draws,
      members: images.count,
      times,
      loss,
      standardError: above.map((high, l) => high - loss[l]!),
    };
  }
}

/** The image's index in its label's own set. */
function rankWithinLabel(labels: Uint8Array, member: number): number {
  return labels.subarray(0, member).reduce((rank, label) => rank + (label === labels[member] ? 1 : 0), 0);
}
