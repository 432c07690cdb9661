/** Samplings and answers, by the page's calls over the bridge. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import type { SampleOrder } from '../../src/engine/sampling/sampleOrder.ts';
import { gaussians } from '../../src/math/random.ts';
import { elements } from '../../src/nn/graph.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { CountingDevice } from './countingDevice.ts';
import { collect, smallConfig as config, type OpenedEngine, openEngine } from './openEngine.ts';

/** The pictures after each step. */
async function sampled({ remote }: OpenedEngine, runId: number, order: SampleOrder): Promise<Float32Array[]> {
  return (await collect(remote.sample({ runId, ...order }))).map(({ xPrev }) => xPrev);
}

const settled = () => new Promise(resolve => setTimeout(resolve, 100));

describe('sampling', () => {
  it('makes every frame, each from where the one before it ended', async () => {
    const engine = openEngine({ openDevice: chooseDevice });
    await engine.run(1);
    const frames = await collect(engine.remote.sample({ runId: 1, config }));
    expect(frames.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    frames.slice(1).forEach(({ xt }, i) => {
      expect(xt).toEqual(frames[i]!.xPrev);
    });
  });

  it('computes at most four frames ahead of those that are shown', async () => {
    const device = new CountingDevice();
    const { remote, run } = openEngine({ openDevice: device.open });
    await run(1);
    const frames = remote.sample({ runId: 1, config: { ...config, samplingSteps: 10 } });
    const stopsAt = async (count: number) => {
      await vi.waitFor(() => expect(device.predictions).toBe(count), { timeout: 10_000 });
      await settled();
      expect(device.predictions).toBe(count);
    };
    await frames.next();
    await stopsAt(5);
    await frames.next();
    await stopsAt(6);
    await frames.return(undefined);
    await stopsAt(6);
  });

  it('ends when it is cancelled, even before its first turn', async () => {
    const { remote, run } = openEngine();
    await run(1);
    const abort = new AbortController();
    const got: number[] = [];
    const long = { ...config, samplingSteps: 10 };
    for await (const { seq } of remote.sample({ runId: 1, config: long }, { signal: abort.signal })) {
      got.push(seq);
      abort.abort();
    }
    expect(got.length).toBeLessThan(5);
    const never = new AbortController();
    const early = collect(remote.sample({ runId: 1, config: long }, { signal: never.signal }));
    never.abort();
    expect((await early).length).toBeLessThan(3);
  });

  it('draws with the weights of an earlier step, and says so where they are not kept', async () => {
    const engine = openEngine({ openDevice: chooseDevice });
    const { remote, run } = engine;
    const first = await run(1);
    const sample = (weightsOf?: number) =>
      sampled(engine, 1, weightsOf === undefined ? { config } : { config, weightsOf });
    const untrained = await sample();
    await remote.train({ runId: 1, single: true });
    await first.until('snapshots', ({ steps }) => steps.join() === '0,1');
    expect(await sample()).not.toEqual(untrained);
    expect(await sample(0)).toEqual(untrained);
    await expect(sample(7)).rejects.toThrow('step 7');
  });

  it('draws with the network of a kept run, and leaves no tensor of it behind', async () => {
    const engine = openEngine({ openDevice: chooseDevice });
    const { remote, run } = engine;
    const first = await run(1);
    await remote.train({ runId: 1, single: true });
    await first.until('saved', ({ step }) => step === 1);
    const own = await sampled(engine, 1, { config });
    // Another network, and other noise levels.
    await run(2, { channels: '16/32/32', T: 20 });
    const before = tf.memory().numTensors;
    expect(await sampled(engine, 2, { config, networkOf: 'run1' })).toEqual(own);
    expect(tf.memory().numTensors).toBe(before);
    await expect(sampled(engine, 2, { config, networkOf: 'nobody' })).rejects.toThrow('no longer kept');
  });

  it('ends without a word where another run takes the place of its own', async () => {
    const { remote, run } = openEngine();
    await run(1);
    const frames = remote.sample({ runId: 1, config: { ...config, samplingSteps: 10 } });
    await frames.next();
    await run(2);
    const rest = await collect(frames);
    expect(rest.length).toBeLessThan(4);
  });
});

describe('questions about a noisy picture', () => {
  const xt = gaussians(1, 'forward', 0, new Float32Array(PIXELS));

  it('are answered also while it trains, and not computed where a newer one took their place', async () => {
    const device = new CountingDevice();
    const { remote, run } = openEngine({ openDevice: device.open });
    await run(1);
    const stop = new AbortController();
    const training = remote.train({ runId: 1, single: false }, { signal: stop.signal });
    const old = [3, 4].map(t => {
      const abort = new AbortController();
      const call = remote.answer({ runId: 1, xt, t, label: null }, { signal: abort.signal });
      abort.abort();
      return expect(call).rejects.toMatchObject({ kind: 'aborted' });
    });
    await remote.answer({ runId: 1, xt, t: 5, label: null });
    await Promise.all(old);
    expect(device.predictions).toBe(1);
    stop.abort();
    await training;
  });

  it('are answered by the network: x_t is what the guesses make of it', async () => {
    const { remote, run } = openEngine({ openDevice: chooseDevice });
    await run(1);
    const { x0Hat, epsHat, step } = await remote.answer({ runId: 1, xt, t: 5, label: null });
    expect(step).toBe(0);
    expect(x0Hat.every(x => Math.abs(x) <= 1)).toBe(true);
    // Nichol and Dhariwal 2021, eq. 17: six of ten cosine steps.
    const f = (share: number) => Math.cos(((share + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    const abar = f(0.6) / f(0);
    const again = x0Hat.map((x, i) => Math.sqrt(abar) * x + Math.sqrt(1 - abar) * epsHat[i]!);
    expect(Math.max(...again.map((x, i) => Math.abs(x - xt[i]!)))).toBeLessThan(1e-5);
  });

  it('are answered with what each block makes of them, the answer last, and nothing is left behind', async () => {
    const { remote, run } = openEngine({ openDevice: chooseDevice });
    await run(1);
    const question = { runId: 1, xt: new Float32Array(PIXELS).fill(0.5), t: 4, label: null };
    const ask = async () => {
      const answer = await remote.answer(question);
      const [inside] = await collect(remote.inside(question));
      return { answer, inside: inside! };
    };
    const { answer, inside } = await ask();
    const tensors = tf.memory().numTensors;
    await ask();
    expect(tf.memory().numTensors).toBe(tensors);
    expect(inside.blocks.at(-1)!.features).toEqual(answer.modelOut);
    for (const { shape, features, ms } of inside.blocks) {
      expect(features).toHaveLength(elements(shape));
      expect(ms).toBeGreaterThanOrEqual(0);
    }
  });
});
