/** Snapshots of earlier weights: which steps are kept, and that they draw what they drew then. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { evenInLog } from '../../src/engine/training/evenInLog.ts';
import { Snapshots } from '../../src/engine/training/snapshots.ts';
import { trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import { gaussians } from '../../src/math/random.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { startWasm } from '../nn/wasmBackend.ts';

describe('evenInLog', () => {
  it('keeps the first and the last, and no more than it may', () => {
    const rising = fc
      .uniqueArray(fc.nat(100_000), { minLength: 2 })
      .map(steps => steps.sort((a, b) => a - b));
    fc.assert(
      fc.property(rising, fc.integer({ min: 2, max: 20 }), (steps, most) => {
        const kept = evenInLog(steps, most);
        expect(kept).toHaveLength(Math.min(most, steps.length));
        expect([kept[0], kept.at(-1)]).toEqual([steps[0], steps.at(-1)]);
        expect(kept.every((step, i) => steps.includes(step) && (i === 0 || step > kept[i - 1]!))).toBe(true);
      }),
    );
  });

  it('stays evenly spread while a run goes on', () => {
    let kept: number[] = [];
    for (let step = 0; step <= 20_000; step += 50) kept = evenInLog([...kept, step], 20);
    // From 50 on, where there is a choice: no gap is more than three times the mean one.
    const logs = kept.slice(1).map(step => Math.log(1 + step));
    const gaps = logs.slice(1).map((log, i) => log - logs[i]!);
    const mean = (logs.at(-1)! - logs[0]!) / gaps.length;
    expect(Math.max(...gaps)).toBeLessThan(3 * mean);
  });
});

describe('Snapshots', () => {
  beforeAll(startWasm);

  it('draw with the weights of their step, whatever training does later, and leave no tensor behind', async () => {
    const config = { ...DEFAULT_CONFIG, channels: '8/16/16', batchSize: 1, T: 10 } as const;
    const images = { count: 1, shape: SHAPE, images: new Uint8Array(PIXELS).fill(200), labels: null };
    const run = buildRun(tfjsRuntime, config, images);
    const told: (readonly number[])[] = [];
    const snapshots = new Snapshots(run.network, steps => told.push(steps));
    const x = gaussians(1, 'sample', 0, new Float32Array(PIXELS));
    const answer = async (freeze: () => ReturnType<typeof snapshots.freeze>) => {
      const network = freeze();
      try {
        return await network.predict(x, 500, null);
      } finally {
        network.dispose();
      }
    };
    const then: Float32Array[] = [];
    for (let step = 0; step < 5; step++) {
      await snapshots.offer(4);
      await snapshots.offer(4);
      then.push((await answer(() => run.network.freeze('ema'))).slice());
      const draw = () => trainingBatch(config, images, run.process, step);
      await run.network.train({ size: 1, source: null, draw }, config);
    }
    expect(told.at(-1)).toEqual([0, 1, 2, 4]);
    const tensors = tf.memory().numTensors;
    for (const step of [0, 1, 2, 4]) {
      expect(await answer(() => snapshots.freeze(step))).toEqual(then[step]);
    }
    expect(tf.memory().numTensors).toBe(tensors);
    expect(() => snapshots.freeze(3)).toThrow('step 3 are not kept');
    run.network.dispose();
  });
});
