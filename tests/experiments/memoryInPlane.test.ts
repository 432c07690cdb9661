/** Among few points in the plane the exact denoiser is seen to copy, as points never seen do not. */
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { twoMoons } from '../../src/data/sets/plane/twoMoons.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import type { AnalysedRun } from '../../src/engine/analyses/analysis.ts';
import { TrainingSets } from '../../src/engine/analyses/trainingSets.ts';
import { exactNetwork } from '../../src/engine/sampling/frozenDenoiser.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import type { Job } from '../../src/engine/turns/turns.ts';
import { heldOutJob } from '../../src/experiments/memory/engine/heldOutJob.ts';
import { nearestJob } from '../../src/experiments/memory/engine/nearestJob.ts';
import { copyFigures, copyMark } from '../../src/experiments/memory/verdict.ts';

const DRAWN = 200;
const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'two-moons',
  pointCount: 50,
  schedule: 'cosine',
  target: 'v',
  sampler: 'ddim',
  spacing: 'leading',
  samplingSteps: 25,
};
const SOURCES = {
  fetchBytes: () => Promise.reject(new Error('Nothing is fetched.')),
  drawings: null,
  collection: () => Promise.reject(new Error('There is no collection.')),
  onProgress: () => {},
  once: (_: string, load: () => Promise<ImageSet>) => load(),
};

async function last<Found>(job: Job<Found>): Promise<Found> {
  let newest: Found | undefined;
  for await (const found of job) newest = found ?? newest;
  return newest!;
}

it('lands on the points that it was given', async () => {
  const images = await twoMoons.load(config, SOURCES);
  const test = await twoMoons.heldOut!(config, SOURCES);
  const run = { images, heldOut: async () => test } as unknown as AnalysedRun;
  const held = await last(heldOutJob(run));
  const mark = copyMark(held.distances);

  const process = makeProcess(config);
  const network = exactNetwork(new TrainingSets(images), process, config.target);
  let samples = new Float32Array(0);
  for await (const { xPrev } of samplingSteps({ config }, process, network, DRAWN, 'sample')) {
    samples = Float32Array.from(xPrev);
  }
  const nearest = await last(nearestJob(run, { samples }));
  expect(copyFigures(nearest.distances, mark).copies).toBeGreaterThan(0.75 * DRAWN);
  expect(copyFigures(held.distances, mark).copies).toBeLessThanOrEqual(0.01 * held.distances.length);
  // As they are stored, not rounded to bytes.
  expect(nearest.pictures).toBeInstanceOf(Uint16Array);
  expect([...nearest.pictures.subarray(0, 2)]).toEqual([
    ...images.images.subarray(2 * nearest.indices[0]!, 2 * nearest.indices[0]! + 2),
  ]);
});
