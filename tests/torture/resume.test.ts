/** A run that is killed and reopened ends with the same bits as an uninterrupted run, on each runtime. */
import { expect, it } from 'vitest';
import { startRuntime } from '../../scripts/runtimes.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { type BuiltRun, buildRun } from '../../src/engine/run/buildRun.ts';
import { trainingJob } from '../../src/engine/training/trainingJob.ts';
import { TrainingMeter } from '../../src/engine/training/trainingMeter.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { checkpointAt, saveOf } from '../storage/madeUp.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { figures } from './figures.ts';

const config: RunConfig = { ...DEFAULT_CONFIG, channels: '8/16/16', batchSize: 2, T: 50 };
const images: ImageSet = {
  count: 4,
  shape: SHAPE,
  images: Uint8Array.from({ length: 4 * PIXELS }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.of(0, 1, 2, 3),
};

/** Up to and with step `steps`. */
async function train(run: BuiltRun, steps: number): Promise<void> {
  const controls = {
    config: { ...run.config, steps },
    phase: 'running' as const,
    stepsLeft: Number.POSITIVE_INFINITY,
  };
  const job = trainingJob(controls, {
    ...run,
    meter: new TrainingMeter(run.process.T, () => {}),
    preview: () => {},
    stepDone: async () => {},
    phaseChanged: () => {},
  });
  for await (const _ of job);
}

it.each(figures.resumeRuntimes)(
  '%s: a killed run ends where an uninterrupted one does',
  { timeout: 3_600_000 },
  async name => {
    const { resumeSteps } = figures;
    const runtime = await startRuntime(name);
    const whole = buildRun(runtime, config, images);
    await train(whole, resumeSteps);
    const expected = await whole.network.readState();
    whole.network.dispose();

    const storage = new RunStorage(memoryTables());
    await storage.claim('me');
    const first = buildRun(runtime, config, images);
    await train(first, resumeSteps / 2);
    const checkpoint = checkpointAt(0, {
      config,
      losses: new Float32Array(0),
      ...(await first.network.readState()),
    });
    await storage.save(saveOf('a', checkpoint, 0), 'me');
    // Steps after the save are lost with the worker.
    await train(first, resumeSteps / 2 + 3);
    first.network.dispose();

    const second = buildRun(runtime, config, images, (await storage.load('a')).checkpoint);
    await train(second, resumeSteps);
    const got = await second.network.readState();
    second.network.dispose();
    expect(got.step).toBe(resumeSteps);
    expect(got).toEqual(expected);
  },
);
