/** One network asked about other processes: the exact denoiser, whose answer for each of them is known. */
import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { SCHEDULES, type ScheduleName } from '../../src/diffusion/schedules/registry.ts';
import { TARGETS, type TargetName } from '../../src/diffusion/targets/registry.ts';
import { trainingSets } from '../../src/engine/analyses/trainingSets.ts';
import { atSameSnr } from '../../src/engine/sampling/atSameSnr.ts';
import { exactNetwork } from '../../src/engine/sampling/frozenDenoiser.ts';
import { gaussians } from '../../src/math/random.ts';

const SHAPE = { height: 2, width: 3, channels: 1 };
const SIZE = 6;
const COUNT = 4;
const images: ImageSet = {
  count: COUNT,
  shape: SHAPE,
  images: Uint8Array.from({ length: COUNT * SIZE }, (_, i) => (i * 89) % 256),
  labels: Uint8Array.of(0, 1, 0, 1),
};
const CURVE = '143-9455_286-8117_429-6113_571-3887_714-1883_857-495_1000-1';

const processes = (Object.keys(SCHEDULES) as ScheduleName[]).flatMap(schedule =>
  [20, 1000].map(T => makeProcess({ schedule, T, curve: CURVE, betas: '', shift: 3 })),
);
const targets = Object.keys(TARGETS) as TargetName[];
const exact = (process: (typeof processes)[number], target: TargetName) => ({
  network: exactNetwork(trainingSets(images), process, target),
  trained: { process, target },
});

/** Largest difference between two pictures, relative to the larger of 1 and the answer. */
function difference(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!) / Math.max(1, Math.abs(b[i]!))));
}

describe('atSameSnr', () => {
  const own = makeProcess({ schedule: 'cosine', T: 1000 });
  const reaches = (signal: number, noise: number) =>
    noise / signal >= own.noise[0]! / own.signal[0]! && noise / signal <= own.noise[999]! / own.signal[999]!;

  for (const process of processes) {
    it(`lets the exact denoiser of the cosine process answer for ${process.name}, T = ${process.T}`, async () => {
      let asked = 0;
      for (const target of targets) {
        const direct = exact(process, target);
        for (const from of ['v', 'x0'] as const) {
          const { network, trained } = exact(own, from);
          const translated = atSameSnr(network, trained, direct.trained);
          for (const t of [0, 1, 0.3, 0.5, 0.9, 1 - 1 / process.T].map(at =>
            Math.floor(at < 1 ? at * process.T : at),
          )) {
            const [signal, noise] = [process.signal[t]!, process.noise[t]!];
            if (!reaches(signal, noise)) continue;
            asked++;
            const eps = gaussians(t, 'noise', 0, new Float32Array(SIZE));
            const xt = eps.map((z, p) => signal * ((images.images[p]! / 255) * 2 - 1) + noise * z);
            const time = process.modelTime[t]!;
            for (const labels of [null, Float32Array.of(1)]) {
              const answer = await translated.predict(xt, time, labels);
              const expected = await direct.network.predict(xt, time, labels);
              expect(difference(answer, expected), `${target} at t = ${t}`).toBeLessThan(1e-6);
            }
          }
        }
      }
      expect(asked).toBeGreaterThanOrEqual(targets.length * 2 * 3);
    });
  }

  it('answers each picture of a batch at its own time', async () => {
    const flow = exact(makeProcess({ schedule: 'flow', T: 1000, shift: 1 }), 'velocity');
    const { network, trained } = exact(own, 'v');
    const translated = atSameSnr(network, trained, flow.trained);
    const xt = gaussians(1, 'noise', 0, new Float32Array(3 * SIZE));
    const times = Float32Array.of(900, 200, 550);
    expect(
      difference(await translated.predict(xt, times, null), await flow.network.predict(xt, times, null)),
    ).toBeLessThan(1e-6);
  });
});
