import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { firstImages } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { freezeOwn } from '../../src/engine/sampling/toldTime.ts';
import { batchSource, trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import type { NetworkRuntime } from '../../src/runtime/networkRuntime.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';

const config = { ...DEFAULT_CONFIG, tellTime: false, batchSize: 4 };
const images = {
  count: 6,
  shape: SHAPE,
  images: new Uint8Array(6 * PIXELS),
  labels: Uint8Array.of(5, 0, 4, 1, 9, 2),
};
const process = makeProcess(config);

describe('a network that is not told the time', () => {
  it('is told 0 in training, on any device, and sees the same pictures otherwise', () => {
    const batch = trainingBatch(config, images, process, 3);
    expect([...batch.modelTime]).toEqual([0, 0, 0, 0]);
    const told = trainingBatch({ ...config, tellTime: true }, images, process, 3);
    expect(told.modelTime.every(time => time > 0)).toBe(true);
    expect(batch.xt).toEqual(told.xt);
    const { levels } = batchSource(config, images, process)!;
    expect(levels.filter((_, i) => i % 5 === 4).every(time => time === 0)).toBe(true);
  });

  it('is told 0 in sampling', async () => {
    const asked: (number | Float32Array)[] = [];
    const frozen = {
      predict: (xt: Float32Array, time: number | Float32Array) => {
        asked.push(time);
        return Promise.resolve(xt);
      },
      dispose: () => {},
    };
    const network = { freeze: () => frozen } as unknown as NetworkRuntime;
    const own = freezeOwn({ config, network }, 'ema');
    await own.predict(new Float32Array(1), 500, null);
    await own.predict(new Float32Array(2), Float32Array.of(3, 4), null);
    await freezeOwn({ config: DEFAULT_CONFIG, network }, 'ema').predict(new Float32Array(1), 500, null);
    expect(asked).toEqual([0, Float32Array.of(0, 0), 500]);
  });
});

it('the first five images are those of the data set, with their labels', () => {
  const five = firstImages(images, 5);
  expect(five.count).toBe(5);
  expect(five.images).toHaveLength(5 * PIXELS);
  expect([...five.labels!]).toEqual([5, 0, 4, 1, 9]);
  expect(firstImages(images, 50).count).toBe(6);
});
