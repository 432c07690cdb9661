/** The engine as the page sees it: what it is asked over the bridge, and what it answers and reports. */
import { describe, expect, it } from 'vitest';
import { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import { unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { sameBytes } from '../storage/sameBytes.ts';
import { CountingDevice } from './countingDevice.ts';
import { collect, smallConfig as config, openEngine, twoDrawings } from './openEngine.ts';

const settled = () => new Promise(resolve => setTimeout(resolve, 100));

describe('what it is busy with', () => {
  it('ends with the preparation of a run, in the order in which it is said', async () => {
    const { reports, run } = openEngine();
    await run(1);
    await settled();
    const said = reports.flatMap(({ progress }) => progress ?? []);
    expect(said.map(({ fraction }) => fraction)).toEqual([null, 1]);
  });
});

describe('training', () => {
  it('makes one step when one is asked for, and says when it is done', async () => {
    const { remote, run } = openEngine();
    const first = await run(1);
    await remote.train({ runId: 1, single: true });
    expect(first.all('phase')).toEqual(['idle', 'running', 'paused']);
    expect(first.all('trained').map(({ step }) => step)).toEqual([1]);
  });

  it('goes on until its signal aborts, and answers then', async () => {
    const { remote, run } = openEngine();
    const first = await run(1);
    const abort = new AbortController();
    const training = remote.train({ runId: 1, single: false }, { signal: abort.signal });
    await first.until('trained', ({ step }) => step > 1);
    abort.abort();
    await training;
    expect(first.all('phase').at(-1)).toBe('paused');
  });

  it('does not begin where it is paused before its turn has come', async () => {
    const { remote, open } = openEngine();
    const first = open({ runId: 1, id: 'run1', from: 'settings', config, drawings: twoDrawings });
    const abort = new AbortController();
    // The run is still being built.
    const training = remote.train({ runId: 1, single: false }, { signal: abort.signal });
    abort.abort();
    await training;
    await first.until('ready');
    await settled();
    expect(first.all('phase')).toEqual(['idle']);
  });

  it('trains only once where it is asked for twice, and both hear of its end', async () => {
    const { remote, run } = openEngine();
    const first = await run(1);
    const abort = new AbortController();
    const both = [false, true].map(single => remote.train({ runId: 1, single }, { signal: abort.signal }));
    // The later call counts: one more step, then a pause.
    await Promise.all(both);
    expect(first.all('phase')).toEqual(['idle', 'running', 'paused']);
  });

  it('tells its caller, and nobody else, that the loss broke', async () => {
    const { remote, reports, run } = openEngine({ openDevice: chooseDevice });
    const first = await run(1, { learningRate: 0.1 });
    await remote.retune({ runId: 1, config: { ...config, learningRate: 1e30 } });
    const sampling = collect(remote.sample({ runId: 1, config }));
    await expect(remote.train({ runId: 1, single: false })).rejects.toMatchObject({
      kind: 'loss',
      message: expect.stringMatching(/^The loss became (NaN|Infinity) at step \d+\.$/),
      advice: expect.stringContaining('Lower the learning rate'),
    });
    expect(await sampling).toHaveLength(4);
    expect(first.all('phase').at(-1)).toBe('paused');
    expect(reports.some(({ failure }) => failure)).toBe(false);
  });
});

describe('one run after another', () => {
  it('refuses what is asked of an older run', async () => {
    const { remote, run } = openEngine();
    const first = await run(1);
    const second = await run(2);
    await expect(remote.train({ runId: 1, single: true })).rejects.toMatchObject({ kind: 'stale' });
    const { pixels } = await remote.images({ runId: 2, start: 1, count: 5 });
    expect(pixels).toHaveLength(PIXELS);
    expect([...first.all('trained'), ...second.all('trained')]).toEqual([]);
    expect(first.ended).toBe(true);
  });

  it('builds only the newest of those that are ordered at once', async () => {
    const { open } = openEngine();
    const order = (runId: number) =>
      open({ runId, id: `run${runId}`, from: 'settings', config, drawings: twoDrawings });
    const [first, second, third] = [order(1), order(2), order(3)];
    await third!.until('ready');
    await Promise.all([first!.done, second!.done]);
    expect([first!.reports, second!.reports]).toEqual([[], []]);
  });

  it('says what is wrong with a run that cannot be built, and takes the next one', async () => {
    const { run, open } = openEngine();
    const first = open({ runId: 1, id: 'run1', from: 'settings', config, drawings: null });
    await first.done;
    expect(first.failure).toMatchObject({
      message: 'There is no drawing yet.',
      advice: expect.stringContaining('Draw something'),
    });
    await run(2);
  });

  it('leaves the present run as it is where one cannot be opened', async () => {
    const { remote, run, open } = openEngine();
    const first = await run(1);
    const second = open({ runId: 2, id: 'nothing', from: 'storage', which: 'newest' });
    await second.done;
    expect(second.failure).toMatchObject({ message: 'This run is no longer kept.' });
    expect(second.reports).toEqual([]);
    await remote.train({ runId: 1, single: true });
    expect(first.all('trained').map(({ step }) => step)).toEqual([1]);
  });

  it('saves a run that trains before another takes its place', async () => {
    const tables = memoryTables();
    const { remote, run } = openEngine({ tables });
    const first = await run(1);
    const training = remote.train({ runId: 1, single: false });
    await first.until('trained', ({ step }) => step > 1);
    await run(2);
    await training;
    const { checkpoint } = await new RunStorage(tables).load('run1');
    expect(checkpoint.step).toBe(first.all('saved').at(-1)!.step);
    expect(checkpoint.step).toBeGreaterThanOrEqual(first.all('trained').at(-1)!.step);
    expect(checkpoint.losses).toHaveLength(checkpoint.step);
  });
});

describe('another device', () => {
  it('goes on with the same run, its weights, its losses and its snapshots', async () => {
    const tables = memoryTables();
    const { remote, reports, run } = openEngine({ tables, openDevice: chooseDevice });
    const first = await run(1);
    await remote.train({ runId: 1, single: true });
    const before = await remote.read({ runId: 1 });
    const sampling = collect(remote.sample({ runId: 1, config }));
    await remote.changeDevice('cpu');
    await sampling;
    expect(reports.filter(({ device }) => device)).toHaveLength(2);
    const after = await remote.read({ runId: 1 });
    expect(sameBytes(after.checkpoint, before.checkpoint)).toBe(true);
    await remote.train({ runId: 1, single: true });
    await first.until('snapshots', ({ steps }) => steps.join() === '0,1,2');
    expect(first.all('trained').at(-1)).toMatchObject({ step: 2, imagesSeen: 2 });
    expect(first.ended).toBe(false);
  });

  it('pauses a run that trains, whose weights go along', async () => {
    const { remote, run } = openEngine();
    const first = await run(1);
    const training = remote.train({ runId: 1, single: false });
    await first.until('trained', ({ step }) => step > 1);
    await remote.changeDevice('cpu');
    await training;
    await expect.poll(() => first.all('phase').at(-1), { timeout: 30_000 }).toBe('paused');
    const { step } = unpackCheckpoint((await remote.read({ runId: 1 })).checkpoint);
    expect(step).toBeGreaterThan(1);
  });
});

it('reports what fails where nobody waits for it', async () => {
  const device = new CountingDevice();
  const { reports, run } = openEngine({ openDevice: device.open });
  await run(1);
  device.lose('lost');
  await expect
    .poll(() => reports.find(({ failure }) => failure)?.failure)
    .toMatchObject({ kind: 'lost', message: 'The device is lost.' });
});
