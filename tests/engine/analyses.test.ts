/** What the worker finds out about a run, as the page hears it, and samples of the exact denoiser. */
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import { addNoise } from '../../src/diffusion/forward.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { checkTarget, decoding } from '../../src/diffusion/target.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';
import { Analyses } from '../../src/engine/analyses/analyses.ts';
import { TrainingSets } from '../../src/engine/analyses/trainingSets.ts';
import { ImageLoader } from '../../src/engine/run/loadImages.ts';
import { exactNetwork } from '../../src/engine/sampling/frozenDenoiser.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { Scheduler } from '../../src/engine/turns/scheduler.ts';
import { gaussians } from '../../src/math/random.ts';
import type { Event } from '../../src/protocol/messages.ts';

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

const images = { count: 3, images: bars, labels: null };
const run = { config, images, process: makeProcess({ schedule: 'flow', T: config.T }) };

function open() {
  const events: Event[] = [];
  const scheduler = new Scheduler(error => {
    throw error;
  });
  const loader = new ImageLoader(async () => {
    throw new Error('drawings need no file');
  });
  const analyses = new Analyses(
    scheduler,
    () => loader,
    event => events.push(event),
  );
  const until = <T extends Event['type']>(
    type: T,
    wanted: (event: Extract<Event, { type: T }>) => boolean = () => true,
  ) =>
    vi.waitUntil(
      () =>
        events.find(
          (event): event is Extract<Event, { type: T }> => event.type === type && wanted(event as never),
        ),
      { timeout: 30_000 },
    );
  return { analyses, until };
}

describe('a run’s analyses', () => {
  it('measure the floor of three pictures', async () => {
    const { analyses, until } = open();
    analyses.start({ type: 'floor', runId: 1, action: 'start' }, run);
    const { of, members, times, loss, standardError } = await until('floor', ({ draws, of }) => draws === of);
    expect([of > 50, members, times.length]).toEqual([true, 3, 20]);
    // Told apart with certainty while there is little noise.
    expect(Math.max(...loss.subarray(0, 10))).toBeLessThan(1e-6);
    // At pure noise the flow is asked for eps - x0, of which eps is known and x0 has the set's variance.
    const variance = BETWEEN ** 2 / 3;
    expect(Math.abs(loss.at(-1)! - variance)).toBeLessThan(4 * standardError.at(-1)! + 1e-9);
    await until('analysisEnded', ({ analysis }) => analysis === 'floor');
  });

  it('stop when told, and say so', async () => {
    const { analyses, until } = open();
    analyses.start({ type: 'floor', runId: 1, action: 'start' }, run);
    analyses.start({ type: 'floor', runId: 1, action: 'stop' }, run);
    await until('analysisEnded', ({ analysis }) => analysis === 'floor');
  });

  it('find the nearest training image of each picture', async () => {
    const { analyses, until } = open();
    const pictures = new Uint8Array(2 * PIXELS);
    pictures.set(bars.subarray(2 * PIXELS));
    pictures.set(bars.subarray(PIXELS, 2 * PIXELS), PIXELS);
    // One pixel of paper becomes ink: a difference of 2 in one of 784.
    pictures[PIXELS] = 255;
    analyses.start({ type: 'nearest', runId: 1, sampleId: 5, pictures }, run);
    const nearest = await until('nearest');
    expect([nearest.sampleId, ...nearest.indices]).toEqual([5, 2, 1]);
    expect(nearest.distances[0]).toBe(0);
    expect(nearest.distances[1]).toBeCloseTo(2 / Math.sqrt(PIXELS), 6);
    expect(nearest.pictures.subarray(0, PIXELS)).toEqual(bars.subarray(2 * PIXELS));
  });

  it('compare each drawing with the others', async () => {
    const { analyses, until } = open();
    analyses.start({ type: 'heldOut', runId: 1 }, run);
    const { kind, of, distances } = await until('heldOut', event => event.distances.length === event.of);
    expect([kind, of]).toEqual(['leaveOneOut', 3]);
    for (const distance of distances) expect(distance).toBeCloseTo(BETWEEN, 6);
  });

  it('find copies where the exact denoiser samples', async () => {
    const { analyses, until } = open();
    const network = exactNetwork(new TrainingSets(images), run.process, config.target);
    let xPrev = new Float32Array(0);
    for await (const step of samplingSteps({ config }, run.process, network, 4, 'sample')) {
      xPrev = Float32Array.from(step.xPrev);
    }
    const bytes = Uint8Array.from(xPrev, x => Math.round((x + 1) * 127.5));
    analyses.start({ type: 'nearest', runId: 1, sampleId: 3, pictures: bytes }, run);
    const { distances } = await until('nearest');
    expect(Math.max(...distances)).toBeLessThan(0.01);
  });
});

describe('exactNetwork', () => {
  const labelled = { count: 3, images: bars, labels: Uint8Array.of(7, 7, 4) };

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
