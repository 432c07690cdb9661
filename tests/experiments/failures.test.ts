/**
 * What the texts of “Failures worth seeing” state, in closed form or by the page's own engine with the settings that they
 * name; and the records beside them, whose beginnings are trained again.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluationLoss } from '../../scripts/evaluationLoss.ts';
import { openRecorded, RECORDED_RUNS, trainTo } from '../../scripts/failures/recordedRuns.ts';
import { fetchPublic, startWasmRuntime } from '../../scripts/runtimes.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { MNIST_PARTS } from '../../src/data/mnistParts.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { loadPart } from '../../src/data/packedPart.ts';
import { exactX0, nearestMember } from '../../src/diffusion/exactDenoiser.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { TrainingSets } from '../../src/engine/analyses/trainingSets.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { freezeForSampling } from '../../src/engine/run/pretrained.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { FAILURES } from '../../src/experiments/failures/failures.ts';
import {
  LOSS_STRETCH,
  picturesOf,
  RECORDED_PICTURES,
  recordOf,
} from '../../src/experiments/failures/records.ts';
import { gaussians } from '../../src/math/random.ts';
import { rmsDifference, spread } from '../../src/math/spread.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';
import { PIXELS } from '../data/mnistSize.ts';

const textOf = (id: string): string => {
  const { question, reveal } = FAILURES.find(failure => failure.id === id)!;
  return [question, ...reveal].join(' ');
};
const recorded = (id: string) => RECORDED_RUNS.find(run => run.id === id)!;
const open = (id: string) => openRecorded(runtime, recorded(id));
const train10k = () => loadPart(MNIST_PARTS['train-10k'], fetchPublic);

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startWasmRuntime();
});

describe('noise off', () => {
  /** Every x_t on the way, and the result: [17 steps …] of sixteen pictures. */
  async function draw(id: string): Promise<Float32Array[]> {
    const run = await open(id);
    const frozen = freezeForSampling(run, 'ema');
    const states: Float32Array[] = [];
    for await (const { xt, xPrev, seq, total } of samplingSteps(run, run.process, frozen, 16, 'sample')) {
      states.push(xt.slice());
      if (seq === total - 1) states.push(xPrev.slice());
    }
    frozen.dispose();
    run.network.dispose();
    return states;
  }

  it('draws one and the same 1, sixteen times, where noise draws sixteen pictures', async () => {
    const [without, withNoise] = [await draw('no-noise'), await draw('noise')];
    expect(textOf('no-noise')).toContain('less than 1 %');
    expect(spread(without.at(-1)!, 16)).toBeLessThan(0.01 * spread(withNoise.at(-1)!, 16));
    // The differences are averaged away early: the samples start as different as noise, a fifth of the way later they are alike.
    expect(spread(without[0]!, 16)).toBeGreaterThan(0.9);
    expect(spread(without[10]!, 16)).toBeLessThan(0.01);
    expect(textOf('no-noise')).toContain('one crisp 1');
    const picture = without.at(-1)!.slice(0, PIXELS);
    const crisp = picture.filter(x => Math.abs(x) > 0.8).length / PIXELS;
    expect(crisp).toBeGreaterThan(0.9);
    const images = await train10k();
    const { index } = nearestMember(new TrainingSets(images).of(null), picture);
    expect(images.labels![index]).toBe(1);
  });
});

describe('learning rate too high', () => {
  it('is fifty times the usual one, and large beside the weights', () => {
    expect(recorded('rate').config.learningRate / DEFAULT_CONFIG.learningRate).toBeCloseTo(50, 9);
    const params = initParams(buildUNet(networkConfig(DEFAULT_CONFIG)), 1);
    expect(textOf('rate')).toContain('Weights here are about 0.07');
    expect(Math.sqrt(params.reduce((sum, w) => sum + w * w, 0) / params.length)).toBeCloseTo(0.07, 2);
  });

  it('throws the loss up within four steps, and leaves it at that of one answer for each noise level', async () => {
    expect(textOf('rate')).toContain('leaps from 0.9 to above 20 within four steps');
    const run = await open('rate');
    const losses = await trainTo(run, 30);
    run.network.dispose();
    expect(losses[0]).toBeCloseTo(0.9, 1);
    expect(Math.max(...losses.slice(0, 4))).toBeGreaterThan(20);

    // The best single answer to "which v?" at a level is its mean: the error is the variance, abar + (1 - abar) Var(x0).
    const { images, count } = await train10k();
    const x0 = bytesToUnit(images);
    const mean = new Float64Array(PIXELS);
    x0.forEach((x, i) => {
      mean[i % PIXELS]! += x / count;
    });
    const variance = x0.reduce((sum, x, i) => sum + (x - mean[i % PIXELS]!) ** 2, 0) / x0.length;
    const { alphasCumprod } = makeProcess(recorded('rate').config).vp!;
    const constant = alphasCumprod.reduce((sum, abar) => sum + abar + (1 - abar) * variance, 0) / 1000;
    expect(textOf('rate')).toContain('no further than about 0.63');
    expect(constant).toBeCloseTo(0.63, 2);
    const last = recordOf('rate').losses.slice(-10);
    expect(Math.abs(last.reduce((sum, loss) => sum + loss, 0) / 10 - constant)).toBeLessThan(0.05);
    // Of 160 pictures at random levels: three standard errors.
    for (const loss of last) expect(loss).toBeGreaterThan(constant - 0.05);
  });
});

it('T = 20, unscaled: 82 % of the variance is left at the end, and none where the betas are scaled', () => {
  const left = (id: string) => makeProcess(recorded(id).config).vp!.alphasCumprod.at(-1)!;
  expect(textOf('short')).toContain('82 % of the picture’s variance');
  expect(left('short')).toBeCloseTo(0.82, 2);
  expect(1 - left('short')).toBeCloseTo(1 / 5, 1);
  expect(left('scaled')).toBeLessThan(1e-3);
});

it('EMA of 0.9999: 97 % of the average is the beginning after 300 steps', async () => {
  const { emaDecay, emaWarmup, steps } = recorded('ema').config;
  expect(textOf('ema')).toContain('10,000 steps back');
  expect(1 / (1 - emaDecay)).toBeCloseTo(10_000, 3);
  expect(textOf('ema')).toContain('0.9999³⁰⁰, 97 %');
  expect([emaWarmup, steps]).toEqual([false, 300]);
  expect(emaDecay ** steps).toBeCloseTo(0.97, 2);
  // The engine computes its average in this way.
  const run = await open('ema');
  const { params: first } = await run.network.readState();
  const beginning = first.slice();
  await trainTo(run, 3);
  const { params, ema } = await run.network.readState();
  run.network.dispose();
  expect(rmsDifference(ema, beginning) / rmsDifference(params, beginning)).toBeLessThan(3 * (1 - emaDecay));
});

it('noise asked for in pure noise: the first guess is black and white grains, without clipping infinite', async () => {
  const run = await open('zero-snr');
  await trainTo(run, 5);
  const frozen = run.network.freeze('ema');
  const firstGuess = async (clipX0: boolean): Promise<Float32Array> => {
    const config = { ...run.config, clipX0 };
    for await (const { x0Hat } of samplingSteps({ config }, run.process, frozen, 8, 'sample')) return x0Hat;
    throw new Error('no step');
  };
  for (const guess of [await firstGuess(true), bytesToUnit(picturesOf(recordOf('zero-snr')))]) {
    expect(guess.filter(x => Math.abs(x) === 1).length / guess.length).toBeGreaterThan(0.999);
    // A neighbour tells less than a tenth of a grain's variance, and most of a blur's.
    expect(alike(guess) ** 2).toBeLessThan(0.1);
  }
  expect(alike(bytesToUnit(picturesOf(recordOf('v')))) ** 2).toBeGreaterThan(0.5);
  expect((await firstGuess(false)).every(x => !Number.isFinite(x))).toBe(true);
  frozen.dispose();
  run.network.dispose();
});

/** Correlation of pixels with those on their right, about each picture's mean: 0 for grains, near 1 for strokes. */
function alike(pictures: Float32Array): number {
  let [together, alone] = [0, 0];
  for (let first = 0; first < pictures.length; first += PIXELS) {
    const picture = pictures.subarray(first, first + PIXELS);
    const mean = picture.reduce((sum, x) => sum + x, 0) / PIXELS;
    picture.forEach((x, p) => {
      if (p % 28 < 27) together += (x - mean) * (picture[p + 1]! - mean);
      if (p % 28 < 27) alone += (x - mean) ** 2;
    });
  }
  return together / alone;
}

it('five images: sampling with the best answer can end in one of the five only', async () => {
  const { images, process } = await open('five');
  expect(images.count).toBe(5);
  const set = new TrainingSets(images).of(null);
  const noise = gaussians(1, 'sample', 0, new Float32Array(PIXELS));
  const { signal, noise: amount } = levelAt(process, 300);
  for (let i = 0; i < 5; i++) {
    const x0 = bytesToUnit(images.images.subarray(i * PIXELS, (i + 1) * PIXELS));
    const xt = x0.map((x, p) => signal * x + amount * noise[p]!);
    expect(rmsDifference(Float32Array.from(exactX0(set, { signal, noise: amount }, xt)), x0)).toBeLessThan(
      1e-6,
    );
  }
  // The recorded pictures show this too.
  const drawn = bytesToUnit(picturesOf(recordOf('five')));
  for (let n = 0; n < RECORDED_PICTURES; n++) {
    const { distance } = nearestMember(set, drawn.subarray(n * PIXELS, (n + 1) * PIXELS));
    // Two digits of the data differ by 0.70.
    expect(distance / Math.sqrt(PIXELS)).toBeLessThan(0.7 / 2);
  }
  const last = (id: string) => recordOf(id).losses.at(-1)!;
  expect(last('five')).toBeLessThan(0.6 * last('digits'));
});

it('five images: on digits never seen the loss rises as training goes on', async () => {
  const run = await open('five');
  const test = await loadPart(MNIST_PARTS['test-10k'], fetchPublic);
  const unseen = () => evaluationLoss(run, run.config, test, 'ema', { count: 128 });
  await trainTo(run, 100);
  const early = await unseen();
  await trainTo(run, 200);
  expect(await unseen()).toBeGreaterThan(1.2 * early);
  run.network.dispose();
});

it('no time embedding: the grain of the paper tells the noise within 5 %, and the loss falls within a tenth as well', async () => {
  expect(textOf('no-time')).toContain('within 5 %');
  const { images } = await train10k();
  const errors = Array.from({ length: 200 }, (_, i) => {
    const paper = [...images.subarray(i * PIXELS, (i + 1) * PIXELS)].flatMap((byte, p) =>
      byte === 0 ? [p] : [],
    );
    const eps = gaussians(2, 'forward', i, new Float32Array(PIXELS));
    const mean = paper.reduce((sum, p) => sum + eps[p]!, 0) / paper.length;
    const variance = paper.reduce((sum, p) => sum + (eps[p]! - mean) ** 2, 0) / (paper.length - 1);
    return Math.abs(Math.sqrt(variance) - 1);
  });
  // Two standard deviations of such an estimate.
  expect(errors.filter(error => error < 0.05).length / errors.length).toBeGreaterThan(0.9);
  const last = (id: string) =>
    recordOf(id)
      .losses.slice(-5)
      .reduce((sum, loss) => sum + loss, 0);
  expect(last('no-time') / last('digits')).toBeLessThan(1.1);
});

describe('records', () => {
  it.each(RECORDED_RUNS.filter(({ trains, id }) => trains && id !== 'ema'))(
    '$id is of these settings',
    async ({ id }) => {
      const record = recordOf(id);
      expect(picturesOf(record)).toHaveLength(RECORDED_PICTURES * PIXELS);
      const run = await open(id);
      const losses = await trainTo(run, LOSS_STRETCH);
      run.network.dispose();
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      // Four digits are recorded; what may differ is the last bit of a float, not the weights.
      expect(mean / record.losses[0]!).toBeCloseTo(1, 2);
    },
  );

  it('of the running average have the losses of the healthy run, whose weights they are', () => {
    expect(recordOf('ema').losses).toEqual(recordOf('digits').losses);
  });
});
