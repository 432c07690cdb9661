/** Where a sampling starts, and which part of the picture is given; with a made-up network. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import type { SampleOrder } from '../../src/engine/sampling/sampleOrder.ts';
import { samplerRows } from '../../src/engine/sampling/samplerOptions.ts';
import { type SampledStep, samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { gaussians } from '../../src/math/random.ts';
import type { FrozenNetwork } from '../../src/runtime/networkRuntime.ts';
import { FLOW } from '../config/flow.ts';
import { PIXELS } from '../data/mnistSize.ts';

const COUNT = 2;
const network: FrozenNetwork = {
  predict: async (xt, t) => xt.map((x, i) => 0.6 * x - 0.1 * Math.sin(i + Number(t) / 100)),
  dispose: () => {},
};
const picture = Uint8Array.from({ length: PIXELS }, (_, i) => (i * 37) % 256);
const leftHalf = Uint8Array.from({ length: PIXELS }, (_, i) => Number(i % 28 < 14));

const base: RunConfig = { ...DEFAULT_CONFIG, ...FLOW, T: 100, samplingSteps: 20, seed: 3 };
const SAMPLERS: Record<string, RunConfig> = {
  euler: base,
  ddpm: { ...base, schedule: 'linear', target: 'eps', sampler: 'ddpm' },
  'ddim, eta 0.5': { ...base, schedule: 'cosine', target: 'v', sampler: 'ddim', eta: 0.5 },
  'heun on a flow': { ...base, sampler: 'heun' },
  heun: { ...base, schedule: 'cosine', target: 'v', sampler: 'heun' },
  'dpm++, order 2': { ...base, schedule: 'cosine', target: 'v', sampler: 'dpm++' },
  'dpm++, order 3': { ...base, schedule: 'linear', target: 'eps', sampler: 'dpm++', solverOrder: 3 },
};
const WITHOUT_HISTORY = Object.entries(SAMPLERS).filter(([, { sampler }]) => sampler !== 'dpm++');

async function sample(order: SampleOrder, count = COUNT): Promise<SampledStep[]> {
  const steps: SampledStep[] = [];
  const process = makeProcess(order.config);
  for await (const step of samplingSteps(order, process, network, count, 'sample')) steps.push(step);
  return steps;
}

describe('going on from a frame', () => {
  it.each(WITHOUT_HISTORY)(
    '%s: gives the original again, bit for bit, where nothing is painted',
    async (_, config) => {
      const original = await sample({ config });
      for (const seq of [0, 7, 19]) {
        const fork = await sample({ config, start: { kind: 'from', seq, xt: original[seq]!.xt } });
        expect(fork).toEqual(original.slice(seq));
      }
    },
  );

  it.each(WITHOUT_HISTORY)('%s: a change in one picture leaves the other alone', async (_, config) => {
    const original = await sample({ config });
    const xt = original[7]!.xt.slice();
    xt[5] = 1;
    const fork = await sample({ config, start: { kind: 'from', seq: 7, xt } });
    expect(fork.at(-1)!.xPrev).not.toEqual(original.at(-1)!.xPrev);
    expect(fork.at(-1)!.xPrev.subarray(PIXELS)).toEqual(original.at(-1)!.xPrev.subarray(PIXELS));
    expect(xt[5]).toBe(1);
  });

  it('begins the history of a multistep solver afresh, and is the solver again after that', () => {
    const config = SAMPLERS['dpm++, order 3']!;
    const process = makeProcess(config);
    const whole = samplerRows(config, process);
    const fork = samplerRows(config, process, 7);
    const second = samplerRows({ ...config, solverOrder: 2 }, process);
    const first = samplerRows({ ...config, solverOrder: 1 }, process);
    expect(fork[7]).toEqual(first[7]);
    expect(fork[8]).toEqual(second[8]);
    expect(fork.slice(9)).toEqual(whole.slice(9));
    expect(samplerRows(config, process, 0)).toEqual(whole);
  });

  it('says what is wrong with a step or images that there are not', async () => {
    const xt = new Float32Array(COUNT * PIXELS);
    await expect(sample({ config: base, start: { kind: 'from', seq: 20, xt } })).rejects.toThrow(
      'no step 20',
    );
    await expect(
      sample({ config: base, start: { kind: 'from', seq: 1, xt: new Float32Array(PIXELS) } }),
    ).rejects.toThrow('1568 numbers');
  });
});

describe('starting from a picture', () => {
  it('is pure noise, the same noise, where t is the last level of a flow', async () => {
    const fromImage = await sample({ config: base, start: { kind: 'image', pixels: picture, t: 99 } });
    expect(fromImage).toEqual(await sample({ config: base }));
  });

  it.each(Object.entries(SAMPLERS))(
    '%s: begins at x_t of the picture, at the level asked for',
    async (_, config) => {
      const steps = await sample({ config, start: { kind: 'image', pixels: picture, t: 60 } });
      const process = makeProcess(config);
      const { t } = steps[0]!.row;
      expect(t).toBeLessThanOrEqual(60);
      expect(t).toBeGreaterThan(60 - 100 / 20);
      expect(steps.at(-1)!.seq).toBe(19);
      const eps = gaussians(config.seed, 'sample', 0, new Float32Array(COUNT * PIXELS));
      const x0 = bytesToUnit(picture);
      const xt = eps.map((e, i) => process.signal[t]! * x0[i % PIXELS]! + process.noise[t]! * e);
      const off = steps[0]!.xt.map((x, i) => Math.abs(x - xt[i]!));
      expect(Math.max(...off)).toBeLessThan(1e-6);
    },
  );

  it('makes one step at least, however low t is', async () => {
    const steps = await sample({ config: base, start: { kind: 'image', pixels: picture, t: 0 } });
    expect(steps).toHaveLength(1);
  });
});

describe('keeping a part', () => {
  it.each(Object.entries(SAMPLERS))('%s: the known part ends as it was given, exactly', async (_, config) => {
    const steps = await sample({ config, known: { mask: leftHalf, pixels: picture } });
    const given = bytesToUnit(picture);
    const plain = await sample({ config });
    const ofKnown = (all: Float32Array) => all.filter((_, i) => leftHalf[i % PIXELS]);
    expect(ofKnown(steps.at(-1)!.xPrev.subarray(PIXELS))).toEqual(ofKnown(given));
    expect(ofKnown(steps.at(-1)!.xPrev.subarray(0, PIXELS))).toEqual(ofKnown(given));
    expect(steps.at(-1)!.xPrev).not.toEqual(plain.at(-1)!.xPrev);
  });

  it.each(Object.entries(SAMPLERS))('%s: changes nothing where nothing is known', async (_, config) => {
    const nothing = { mask: new Uint8Array(PIXELS), pixels: picture };
    expect(await sample({ config, known: nothing })).toEqual(await sample({ config }));
  });

  it('has the known part of x_t from q(x_t | x0) on the way', async () => {
    const config = SAMPLERS.ddpm!;
    const count = 64;
    const steps = await sample({ config, known: { mask: leftHalf, pixels: picture } }, count);
    const x0 = bytesToUnit(picture);
    for (const { xt, row } of [steps[0]!, steps[10]!, steps[19]!]) {
      // Without the picture's share, the rest is noise of the level's variance; n numbers estimate it.
      const rest: number[] = [];
      xt.forEach((x, i) => {
        if (leftHalf[i % PIXELS]) rest.push((x - row.signal * x0[i % PIXELS]!) / row.noise);
      });
      const n = rest.length;
      const mean = rest.reduce((sum, r) => sum + r, 0) / n;
      const variance = rest.reduce((sum, r) => sum + r * r, 0) / n;
      expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n));
      expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    }
  });
});
