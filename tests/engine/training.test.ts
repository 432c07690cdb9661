/** The training loop on tfjs-wasm, with a small network and made-up images. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluationLoss } from '../../scripts/evaluationLoss.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { type BuiltRun, buildRun } from '../../src/engine/run/buildRun.ts';
import { type Preview, previewJob } from '../../src/engine/training/preview.ts';
import { LossBroke, type TrainingControls, trainingJob } from '../../src/engine/training/trainingJob.ts';
import { type Trained, TrainingMeter } from '../../src/engine/training/trainingMeter.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { startWasm } from '../nn/wasmBackend.ts';

const config: RunConfig = { ...DEFAULT_CONFIG, channels: '8/16/16', batchSize: 2, T: 50, samplingSteps: 3 };

/** Four pictures of a bright square, at four places. */
const images: ImageSet = {
  count: 4,
  shape: SHAPE,
  images: Uint8Array.from({ length: 4 * PIXELS }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28) % 28];
    const at = 4 * Math.floor(i / PIXELS);
    return x >= at && x < at + 12 && y >= at && y < at + 12 ? 255 : 0;
  }),
  labels: Uint8Array.of(0, 1, 2, 3),
};

/** Trains until the run's step is `steps`; returns what the page would hear. */
async function train(run: BuiltRun, steps: number, changes: Partial<RunConfig> = {}): Promise<Trained[]> {
  const events: Trained[] = [];
  const meter = new TrainingMeter(run.process.T, event => events.push(event));
  const controls: TrainingControls = {
    config: { ...run.config, steps, ...changes },
    phase: 'running',
    stepsLeft: Number.POSITIVE_INFINITY,
  };
  for await (const _ of trainingJob(controls, {
    ...run,
    meter,
    preview: () => {},
    stepDone: async () => {},
    phaseChanged: () => {},
  }));
  return events;
}

beforeAll(startWasm);

describe('training', () => {
  it('gives the same weights for the same seed, bit for bit', async () => {
    const weights = async () => {
      const run = buildRun(tfjsRuntime, config, images);
      await train(run, 5);
      const { params, ema } = await run.network.readState();
      run.network.dispose();
      return { params, ema };
    };
    expect(await weights()).toEqual(await weights());
  });

  it('goes on after a pause as if there had been none', async () => {
    const whole = buildRun(tfjsRuntime, config, images);
    await train(whole, 6);
    const first = buildRun(tfjsRuntime, config, images);
    await train(first, 3);
    const second = buildRun(tfjsRuntime, config, images, await first.network.readState());
    await train(second, 6);
    expect(await second.network.readState()).toEqual(await whole.network.readState());
    for (const run of [whole, first, second]) run.network.dispose();
  });

  it('holds as many tensors and bytes after 500 steps as after 50, previews and samples included', async () => {
    const run = buildRun(tfjsRuntime, config, images);
    const counts = async () => {
      for await (const _ of previewJob(run, run.config));
      const { numTensors, numDataBuffers, numBytes } = tf.memory();
      return { numTensors, numDataBuffers, numBytes };
    };
    await train(run, 50);
    const early = await counts();
    await train(run, 500);
    expect(await counts()).toEqual(early);
    run.network.dispose();
  });

  it('learns: the evaluation loss falls by more than half', async () => {
    const run = buildRun(tfjsRuntime, { ...config, batchSize: 8, learningRate: 3e-3 }, images);
    const loss = () => evaluationLoss(run, run.config, images, 'raw', { count: 4 });
    const before = await loss();
    await train(run, 60);
    expect(await loss()).toBeLessThan(before / 2);
    run.network.dispose();
  });

  it('reports every step exactly once', async () => {
    const run = buildRun(tfjsRuntime, config, images);
    const events = await train(run, 20);
    expect(events.at(-1)!.step).toBe(20);
    expect(events.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(20);
    run.network.dispose();
  });

  it('stops and says so when the loss is no longer a number', async () => {
    const run = buildRun(tfjsRuntime, config, images);
    await expect(train(run, 200, { learningRate: 1e18 })).rejects.toThrow(LossBroke);
    expect(run.network.step).toBeLessThanOrEqual(50);
    run.network.dispose();
  });
});

describe('previewJob', () => {
  it('shows both sets of weights, alike before any training', async () => {
    const run = buildRun(tfjsRuntime, config, images);
    const previews: Preview[] = [];
    for await (const preview of previewJob(run, run.config)) if (preview) previews.push(preview);
    run.network.dispose();
    expect(previews).toHaveLength(1);
    const [preview] = previews as [Preview];
    expect(preview.ema).toEqual(preview.raw);
    expect(preview.ema).toHaveLength(preview.count * PIXELS);
  });
});
