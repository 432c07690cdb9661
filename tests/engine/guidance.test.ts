/** Classifier-free guidance: what the network is asked, and label dropout in training. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { labelOfNone } from '../../src/engine/run/networkConfig.ts';
import { guided } from '../../src/engine/sampling/guided.ts';
import { trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import { gaussians } from '../../src/math/random.ts';
import type { FrozenNetwork } from '../../src/runtime/networkRuntime.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { startWasm } from '../nn/wasmBackend.ts';

const COUNT = 3;
const NO_DIGIT = labelOfNone(DEFAULT_CONFIG);
const config: RunConfig = {
  ...DEFAULT_CONFIG,
  channels: '8/16/16',
  classConditional: true,
  sampleDigits: '27',
};
const images: ImageSet = {
  count: 20,
  shape: SHAPE,
  images: new Uint8Array(20 * PIXELS).fill(90),
  labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
};

beforeAll(startWasm);

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);

describe('guidance', () => {
  it('is the network told the digit at w = 1, told none at w = 0, and a straight line through both', async () => {
    const run = buildRun(tfjsRuntime, config, images);
    const network = run.network.freeze('raw');
    const xt = gaussians(1, 'noise', 0, new Float32Array(COUNT * PIXELS));
    const at = (guidanceScale: number) => guided(network, { ...config, guidanceScale }, COUNT)(xt, 500);
    const told = await network.predict(xt, 500, Float32Array.of(2, 7, 2));
    const untold = await network.predict(xt, 500, new Float32Array(COUNT).fill(NO_DIGIT));
    expect(told).not.toEqual(untold);
    expect(await at(1)).toEqual(told);
    expect(await at(0)).toEqual(untold);
    for (const w of [0.5, 3, 7]) {
      const line = untold.map((u, i) => u + w * (told[i]! - u));
      expect(largestDifference(await at(w), line)).toBeLessThan(1e-4);
    }
    network.dispose();
    run.network.dispose();
  });

  it('asks both questions in one call, and one where one is enough', async () => {
    const calls: (number[] | null)[] = [];
    const network: FrozenNetwork = {
      predict: async (xt, _, labels) => {
        calls.push(labels && [...labels]);
        return xt;
      },
      dispose: () => {},
    };
    const xt = new Float32Array(COUNT * PIXELS);
    for (const guidanceScale of [3, 1, 0]) await guided(network, { ...config, guidanceScale }, COUNT)(xt, 0);
    await guided(network, { ...config, classConditional: false, guidanceScale: 3 }, COUNT)(xt, 0);
    expect(calls).toEqual([[2, 7, 2, 10, 10, 10], [2, 7, 2], [10, 10, 10], null]);
  });
});

describe('label dropout', () => {
  const process = makeProcess({ schedule: 'flow', T: 50 });
  const BATCH = 64;
  const STEPS = 60;
  const batches = (labelDropout: number) =>
    Array.from({ length: STEPS }, (_, step) =>
      trainingBatch({ ...config, batchSize: BATCH, labelDropout }, images, process, step),
    );
  const whole = batches(0);

  it.each([0.1, 0.5])('leaves a share of %d untold, as often as a binomial would', p => {
    const labels = batches(p).map(({ classLabels }) => classLabels!);
    const untold = labels.reduce((n, of) => n + of.filter(label => label === NO_DIGIT).length, 0);
    const n = BATCH * STEPS;
    expect(Math.abs(untold - n * p)).toBeLessThan(4 * Math.sqrt(n * p * (1 - p)));
    // The others are the labels of their images, and the images are those of a run without dropout.
    labels.forEach((of, step) => {
      const wrong = of.filter((label, i) => label !== NO_DIGIT && label !== whole[step]!.classLabels![i]);
      expect(wrong).toHaveLength(0);
    });
    expect(batches(p)[5]!.xt).toEqual(whole[5]!.xt);
  });

  it('tells all of them at 0 and none at 1', () => {
    expect(whole.every(({ classLabels }) => classLabels!.every(label => label < NO_DIGIT))).toBe(true);
    expect(batches(1).every(({ classLabels }) => classLabels!.every(label => label === NO_DIGIT))).toBe(true);
  });
});
