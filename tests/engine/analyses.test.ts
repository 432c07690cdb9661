/** The engine's analyses of a run, and samples of the exact denoiser. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { addNoise } from '../../src/diffusion/forward.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { checkTarget, decoding } from '../../src/diffusion/target.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';
import type { AnalysedRun } from '../../src/engine/analyses/analysis.ts';
import { TrainingSets } from '../../src/engine/analyses/trainingSets.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { exactNetwork } from '../../src/engine/sampling/frozenDenoiser.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import type { Job } from '../../src/engine/turns/turns.ts';
import { floorJob } from '../../src/experiments/floor/engine/floorJob.ts';
import { heldOutJob } from '../../src/experiments/memory/engine/heldOutJob.ts';
import { nearestJob } from '../../src/experiments/memory/engine/nearestJob.ts';
import { gaussians } from '../../src/math/random.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { NOTHING_ELSE } from './nothingElse.ts';
import { collect, openEngine } from './openEngine.ts';

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'drawings',
  channels: '8/16/16',
  batchSize: 1,
  T: 20,
  samplingSteps: 20,
  sampleCount: 4,
};

/** Three pictures: a bar at the top, one in the middle, one at the bottom. */
const bars = new Uint8Array(3 * PIXELS);
for (let n = 0; n < 3; n++) bars.fill(255, n * PIXELS + n * 280, n * PIXELS + n * 280 + 140);
/** Two bars differ in 280 pixels by 2. */
const BETWEEN = Math.sqrt((280 * 4) / PIXELS);

const images = { count: 3, shape: SHAPE, images: bars, labels: null };

const run: AnalysedRun = {
  ...buildRun(tfjsRuntime, config, images),
  runtime: tfjsRuntime,
  ...NOTHING_ELSE,
};

/** The last finding of an analysis; all its turns are taken at once. */
async function found<Found>(job: Job<Found>): Promise<Found> {
  let last: Found | undefined;
  for await (const soFar of job) last = soFar ?? last;
  return last!;
}

describe('a run’s analyses', () => {
  it('measure the floor of three pictures', async () => {
    const { draws, of, members, times, loss, standardError } = await found(floorJob(run));
    expect([of > 50, draws, members, times.length]).toEqual([true, of, 3, 20]);
    // With little noise the pictures are told apart with certainty.
    expect(Math.max(...loss.subarray(0, 10))).toBeLessThan(1e-6);
    // At pure noise the flow is asked for eps - x0, of which eps is known and x0 has the set's variance.
    const variance = BETWEEN ** 2 / 3;
    expect(Math.abs(loss.at(-1)! - variance)).toBeLessThan(4 * standardError.at(-1)! + 1e-9);
  });

  it('find the nearest training image of each picture', async () => {
    const pictures = new Uint8Array(2 * PIXELS);
    pictures.set(bars.subarray(2 * PIXELS));
    pictures.set(bars.subarray(PIXELS, 2 * PIXELS), PIXELS);
    // One background pixel becomes ink: a difference of 2 in one of 784.
    pictures[PIXELS] = 255;
    const nearest = await found(nearestJob(run, { samples: bytesToUnit(pictures) }));
    expect([...nearest.indices]).toEqual([2, 1]);
    expect(nearest.distances[0]).toBe(0);
    expect(nearest.distances[1]).toBeCloseTo(2 / Math.sqrt(PIXELS), 6);
    expect(nearest.pictures.subarray(0, PIXELS)).toEqual(bars.subarray(2 * PIXELS));
  });

  it('compare each drawing with the others', async () => {
    const { kind, of, distances } = await found(heldOutJob(run));
    expect([kind, of, distances.length]).toEqual(['leaveOneOut', 3, 3]);
    for (const distance of distances) expect(distance).toBeCloseTo(BETWEEN, 6);
  });

  it('compare test images with the training images, where there are any', async () => {
    const heldOut = async () => ({ count: 1, shape: SHAPE, images: bars.slice(0, PIXELS), labels: null });
    const { kind, distances } = await found(heldOutJob({ ...run, heldOut }));
    expect([kind, ...distances]).toEqual(['test', 0]);
  });

  it('find copies where the exact denoiser samples', async () => {
    const network = exactNetwork(new TrainingSets(images), run.process, config.target);
    let xPrev = new Float32Array(0);
    for await (const step of samplingSteps({ config }, run.process, network, 4, 'sample')) {
      xPrev = Float32Array.from(step.xPrev);
    }
    const { distances } = await found(nearestJob(run, { samples: xPrev }));
    expect(Math.max(...distances)).toBeLessThan(1e-3);
  });

  it('are asked over the bridge, yield what there is so far, and stop when told', async () => {
    const { remote, open } = openEngine();
    const drawings = { count: 3, pixels: bars };
    await open({ runId: 1, id: 'run1', from: 'settings', config, drawings }).until('ready');
    const [heldOut] = await collect(remote.heldOut({ runId: 1 }));
    expect(heldOut!.of).toBe(3);
    const floors = await collect(remote.floor({ runId: 1 }));
    expect(floors.at(-1)!.draws).toBe(floors.at(-1)!.of);
    const abort = new AbortController();
    const stopped = collect(remote.floor({ runId: 1 }, { signal: abort.signal }));
    abort.abort();
    const last = (await stopped).at(-1);
    expect(last?.draws ?? 0).toBeLessThan(floors.at(-1)!.of);
  });
});

describe('exactNetwork', () => {
  const labelled = { count: 3, shape: SHAPE, images: bars, labels: Uint8Array.of(7, 7, 4) };

  it('answers in every target, at every level of every process', async () => {
    const sets = new TrainingSets({ ...labelled, labels: null });
    const x0 = Float32Array.from(bars.subarray(PIXELS, 2 * PIXELS), byte => byte / 127.5 - 1);
    const eps = gaussians(1, 'floor', 0, new Float32Array(PIXELS));
    for (const schedule of SCHEDULE_NAMES) {
      if (schedule === 'custom') continue;
      const process = makeProcess({ schedule, T: 100 });
      for (const target of TARGET_NAMES) {
        if (checkTarget(process, target)) continue;
        for (const t of [0, 20, 40]) {
          const level = levelAt(process, t);
          const xt = addNoise(level, x0, eps);
          const y = await exactNetwork(sets, process, target).predict(xt, level.modelTime, null);
          // At these levels x_t can only have come from this image.
          const { x0FromXt, x0FromY } = decoding(target, level.signal, level.noise);
          const decoded = xt.map((x, p) => x0FromXt * x + x0FromY * y[p]!);
          decoded.forEach((x, p) => {
            expect(Math.abs(x - x0[p]!)).toBeLessThan(1e-4);
          });
        }
      }
    }
  });

  it('compares with the images of the digit that it is told, and with all where it is told none', async () => {
    const process = makeProcess({ schedule: 'flow', T: 10 });
    const network = exactNetwork(new TrainingSets(labelled), process, 'x0');
    const noise = gaussians(1, 'floor', 0, new Float32Array(3 * PIXELS));
    const answer = await network.predict(noise, 1000, Float32Array.of(4, 7, 10));
    const at = (image: number, pixel: number) => answer[image * PIXELS + pixel]!;
    // Pixels 0, 280 and 560 are ink on the first, second and third picture only.
    expect([at(0, 0), at(0, 280), at(0, 560)]).toEqual([-1, -1, 1]);
    expect([at(1, 0), at(1, 280), at(1, 560)]).toEqual([0, 0, -1]);
    for (const pixel of [0, 280, 560]) expect(at(2, pixel)).toBeCloseTo(-1 / 3, 6);
  });
});
