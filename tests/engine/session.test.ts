/** The session as the page sees it: commands in, events out. On tfjs-cpu, which needs no files. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import { Session, type SessionSurroundings } from '../../src/engine/session.ts';
import { gaussians } from '../../src/math/random.ts';
import { elements } from '../../src/nn/graph.ts';
import type { Drawings, Event } from '../../src/protocol/messages.ts';
import type { SampleOrder } from '../../src/protocol/sampleOrder.ts';
import { unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { withLateLosses } from './lateLosses.ts';

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'drawings',
  channels: '8/16/16',
  batchSize: 1,
  T: 10,
  samplingSteps: 4,
  sampleCount: 1,
};
const drawings: Drawings = { count: 2, pixels: new Uint8Array(2 * PIXELS).fill(100) };

let ids = 0;
const surroundings = (storage: RunStorage): SessionSurroundings => ({
  openDevice: chooseDevice,
  storage,
  locks: undefined,
  newId: () => `id${ids++}`,
  build: '0-test',
  browser: 'none',
});

/** A session on plain JavaScript, and everything that it says. */
function open(storage = new RunStorage(memoryTables()), openDevice = chooseDevice) {
  const events: Event[] = [];
  const session = new Session(event => events.push(event), { ...surroundings(storage), openDevice });
  session.receive({ type: 'start', base: 'http://localhost/', choice: 'cpu', claim: 'ask' });
  const until = <T extends Event['type']>(type: T, wanted: (event: Extract<Event, { type: T }>) => boolean) =>
    vi.waitUntil(
      () =>
        events.find(
          (event): event is Extract<Event, { type: T }> => event.type === type && wanted(event as never),
        ),
      { timeout: 30_000 },
    );
  const run = async (runId: number, changes: Partial<RunConfig> = {}) => {
    session.receive({
      type: 'run',
      runId,
      id: `run${runId}`,
      config: { ...config, ...changes },
      drawings,
    });
    await until('ready', event => event.runId === runId);
  };
  return { session, events, until, run };
}

/** Samples to the end, and gives the pictures after each step. The page takes frames as they come. */
async function sampled(
  { session, events, until }: ReturnType<typeof open>,
  runId: number,
  sampleId: number,
  order: SampleOrder,
) {
  session.receive({ type: 'sample', runId, sampleId, ...order });
  const timer = setInterval(() => session.receive({ type: 'frameTaken', sampleId }), 5);
  const { outcome } = await until('sampleDone', event => event.sampleId === sampleId);
  clearInterval(timer);
  const frames = events.filter(event => event.type === 'frame' && event.sampleId === sampleId);
  return { outcome, pictures: frames.map(frame => (frame as Extract<Event, { type: 'frame' }>).xPrev) };
}

describe('Session', () => {
  it('makes one step when one is asked for', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('state', event => event.state === 'paused');
    const trained = events.filter(event => event.type === 'train');
    expect(trained.map(event => event.step)).toEqual([1]);
  });

  it('reads the whole run of one step, and goes on with it as a run of its own', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('state', event => event.runId === 1 && event.state === 'paused');
    session.receive({ type: 'readRun', runId: 1 });
    const { run: whole } = await until('runRead', event => event.runId === 1);
    expect(unpackCheckpoint(whole.checkpoint).step).toBe(1);
    expect(whole.drawings).toEqual(drawings.pixels);
    session.receive({ type: 'openFile', runId: 2, id: 'run2', run: whole });
    const opened = await until('opened', event => event.runId === 2);
    expect(opened).toMatchObject({ step: 1, notIdentical: null, savedAt: null });
    // It is kept here too, though no step was made since.
    await until('saved', event => event.id === 'run2');
    session.receive({ type: 'readRun', runId: 2 });
    const again = await until('runRead', event => event.runId === 2);
    expect(unpackCheckpoint(again.run.checkpoint)).toEqual(unpackCheckpoint(whole.checkpoint));
    session.receive({ type: 'train', runId: 2, action: 'step' });
    await vi.waitUntil(() => events.some(event => event.type === 'train' && event.step === 2), {
      timeout: 30_000,
    });
  });

  it('sends every frame, but no more than two that the page has not taken', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'sample', runId: 1, sampleId: 7, config });
    const frames = () => events.filter(event => event.type === 'frame');
    await vi.waitUntil(() => frames().length === 2, { timeout: 30_000 });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(frames()).toHaveLength(2);
    for (let i = 0; i < 4; i++) session.receive({ type: 'frameTaken', sampleId: 7 });
    await until('sampleDone', event => event.outcome === 'finished');
    expect(frames().map(frame => frame.seq)).toEqual([0, 1, 2, 3]);
    // Each step starts where the one before it ended.
    expect(frames()[1]!.xt).toEqual(frames()[0]!.xPrev);
  });

  it('cancels a sampling, even one that had no turn yet', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'sample', runId: 1, sampleId: 1, config });
    await vi.waitUntil(() => events.some(event => event.type === 'frame'), { timeout: 30_000 });
    session.receive({ type: 'cancelSample', sampleId: 1 });
    await until('sampleDone', event => event.sampleId === 1 && event.outcome === 'cancelled');
  });

  it('answers the newest question about a noisy picture, also while it trains', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'start' });
    const xt = gaussians(1, 'forward', 0, new Float32Array(PIXELS));
    for (const requestId of [1, 2, 3]) {
      session.receive({ type: 'denoise', runId: 1, requestId, xt, t: requestId + 2, label: null });
    }
    const answer = await until('denoised', event => event.requestId === 3);
    expect(answer.t).toBe(5);
    expect(events.filter(event => event.type === 'denoised')).toEqual([answer]);
    expect(answer.x0Hat.every(x => Math.abs(x) <= 1)).toBe(true);
    // A flow of ten levels: at t = 5 it is 0.4 of the picture and 0.6 of the noise.
    const again = answer.x0Hat.map((x, i) => 0.4 * x + 0.6 * answer.epsHat[i]!);
    expect(Math.max(...again.map((x, i) => Math.abs(x - xt[i]!)))).toBeLessThan(1e-5);
    session.receive({ type: 'train', runId: 1, action: 'pause' });
    await until('state', event => event.state === 'paused');
  });

  it('shows what each block makes of a picture, the answer last, and that nothing is left behind', async () => {
    const { session, until, run } = open();
    await run(1);
    const xt = new Float32Array(PIXELS).fill(0.5);
    const ask = async (requestId: number) => {
      session.receive({ type: 'denoise', runId: 1, requestId, xt, t: 4, label: null });
      session.receive({ type: 'inspect', runId: 1, requestId, xt, t: 4, label: null });
      const denoised = await until('denoised', event => event.requestId === requestId);
      const inspected = await until('inspected', event => event.requestId === requestId);
      return { denoised, inspected };
    };
    const { denoised, inspected } = await ask(1);
    const tensors = tf.memory().numTensors;
    await ask(2);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(inspected.blocks.at(-1)!.features).toEqual(denoised.answer);
    for (const { shape, features, ms } of inspected.blocks) {
      expect(features).toHaveLength(elements(shape));
      expect(ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('samples with the weights of an earlier step, and says so where they are not kept', async () => {
    const opened = open();
    const { session, until, run } = opened;
    await run(1);
    const sample = (sampleId: number, weightsOf?: number) =>
      sampled(opened, 1, sampleId, weightsOf === undefined ? { config } : { config, weightsOf });
    const untrained = await sample(1);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('snapshots', event => event.steps.join() === '0,1');
    expect((await sample(2)).pictures).not.toEqual(untrained.pictures);
    expect(await sample(3, 0)).toEqual(untrained);
    expect(await sample(4, 7)).toEqual({ outcome: 'cancelled', pictures: [] });
    await until('failure', event => event.message.includes('step 7'));
  });

  it('samples with the network of a kept run, and leaves no tensor of it behind', async () => {
    const opened = open();
    const { session, until, run } = opened;
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('saved', event => event.step === 1);
    const own = await sampled(opened, 1, 1, { config });
    // Another network, and other noise levels.
    await run(2, { channels: '16/32/32', T: 20 });
    const before = tf.memory().numTensors;
    expect(await sampled(opened, 2, 2, { config, networkOf: 'run1' })).toEqual(own);
    expect(tf.memory().numTensors).toBe(before);
    expect((await sampled(opened, 2, 3, { config, networkOf: 'nobody' })).outcome).toBe('cancelled');
    await until('failure', event => event.message.includes('no longer kept'));
  });

  it('drops what belongs to an older run', async () => {
    const { session, events, run } = open();
    await run(1);
    await run(2);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    session.receive({ type: 'images', runId: 2, start: 1, count: 5 });
    await vi.waitUntil(() => events.some(event => event.type === 'images'), { timeout: 30_000 });
    expect(events.some(event => event.type === 'train')).toBe(false);
  });

  it('says what is wrong with a run that cannot be built, and takes the next one', async () => {
    const { session, until, run } = open();
    session.receive({ type: 'run', runId: 1, id: 'run1', config, drawings: null });
    const failure = await until('failure', event => event.runId === 1);
    expect(failure.message).toBe('There is no drawing yet.');
    expect(failure.advice).toContain('Draw something');
    await run(2);
  });

  it('keeps a run when it pauses, and opens it elsewhere at the same step with the same weights', async () => {
    const storage = new RunStorage(memoryTables());
    const first = open(storage);
    await first.run(1);
    first.session.receive({ type: 'train', runId: 1, action: 'step' });
    const saved = await first.until('saved', () => true);
    expect(saved).toMatchObject({ id: 'run1', step: 1 });
    first.session.receive({ type: 'readRun', runId: 1 });
    const { run } = await first.until('runRead', () => true);

    const second = open(storage);
    second.session.receive({ type: 'open', runId: 5, id: 'run1', which: 'newest' });
    const opened = await second.until('opened', () => true);
    expect(opened).toMatchObject({ runId: 5, step: 1, imagesSeen: 1, notIdentical: null, damaged: [] });
    expect(opened.losses).toEqual(first.events.find(event => event.type === 'train')!.losses);
    second.session.receive({ type: 'readRun', runId: 5 });
    expect((await second.until('runRead', () => true)).run).toEqual(run);
  });

  it('saves a step together with its loss, also when asked between the two', async () => {
    const storage = new RunStorage(memoryTables());
    const { session, until, run } = open(
      storage,
      withLateLosses(() => session.receive({ type: 'save', runId: 1 })),
    );
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'start' });
    await until('saved', event => event.step > 1);
    const { checkpoint } = await storage.load('run1');
    expect(checkpoint.losses).toHaveLength(checkpoint.step);
    expect(checkpoint.imagesSeen).toBe(checkpoint.step);
    session.receive({ type: 'train', runId: 1, action: 'pause' });
    await until('state', event => event.state === 'paused');
  });

  it('leaves the present run as it is where one cannot be opened', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'open', runId: 2, id: 'nothing', which: 'newest' });
    expect(await until('failure', () => true)).toMatchObject({ message: 'This run is no longer kept.' });
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('state', event => event.runId === 1 && event.state === 'paused');
    expect(events.some(event => event.type === 'opened')).toBe(false);
  });

  it('saves nothing once another tab has taken over, and says so', async () => {
    const storage = new RunStorage(memoryTables());
    const { session, events, until, run } = open(storage);
    await run(1);
    await storage.claim('another tab');
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('role', event => !event.writes);
    expect(events.some(event => event.type === 'saved')).toBe(false);
    expect(await storage.list()).toEqual([]);
  });
});
