/** Saving, reading and reopening runs, by the page's calls over the bridge. */
import { describe, expect, it } from 'vitest';
import { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import { unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { sameBytes } from '../storage/sameBytes.ts';
import { CountingDevice } from './countingDevice.ts';
import { withLateLosses } from './lateLosses.ts';
import { collect, smallConfig as config, openEngine, twoDrawings } from './openEngine.ts';

describe('a run as a file', () => {
  it('is all of one step, and goes on as a run of its own', async () => {
    const { remote, run, open } = openEngine({ openDevice: chooseDevice });
    await run(1);
    await remote.train({ runId: 1, single: true });
    const whole = await remote.read({ runId: 1 });
    expect(unpackCheckpoint(whole.checkpoint).step).toBe(1);
    expect(whole.drawings).toEqual(twoDrawings.pixels);
    const second = open({ runId: 2, id: 'run2', from: 'file', run: whole });
    expect(await second.until('opened')).toMatchObject({
      id: 'run2',
      step: 1,
      notIdentical: null,
      savedAt: null,
      drawings: twoDrawings.pixels,
    });
    // It is saved in this browser too, though no step was made since.
    await second.until('saved', ({ id }) => id === 'run2');
    const again = await remote.read({ runId: 2 });
    expect(sameBytes(again.checkpoint, whole.checkpoint)).toBe(true);
    await remote.train({ runId: 2, single: true });
    await second.until('trained', ({ step }) => step === 2);
  });

  it('is read although a sampling fails meanwhile', async () => {
    const { remote, run } = openEngine();
    await run(1);
    const sampling = collect(remote.sample({ runId: 1, config, weightsOf: 7 }));
    const reading = remote.read({ runId: 1 });
    await expect(sampling).rejects.toMatchObject({
      message: 'The weights of step 7 are not kept any more.',
    });
    expect(unpackCheckpoint((await reading).checkpoint).step).toBe(0);
  });
});

describe('keeping', () => {
  it('keeps a run when it pauses, and opens it elsewhere at the same step with the same weights', async () => {
    const tables = memoryTables();
    const first = openEngine({ tables, openDevice: chooseDevice });
    const run = await first.run(1);
    await first.remote.train({ runId: 1, single: true });
    expect(await run.until('saved')).toMatchObject({ id: 'run1', step: 1 });
    const whole = await first.remote.read({ runId: 1 });

    const second = openEngine({ tables, openDevice: chooseDevice });
    const again = second.open({ runId: 5, id: 'run1', from: 'storage', which: 'newest' });
    const opened = await again.until('opened');
    expect(opened).toMatchObject({ id: 'run1', step: 1, imagesSeen: 1, notIdentical: null, damaged: [] });
    expect(opened.losses).toEqual(run.all('trained')[0]!.losses);
    const read = await second.remote.read({ runId: 5 });
    expect(sameBytes(read.checkpoint, whole.checkpoint)).toBe(true);
    expect(read).toMatchObject({ name: whole.name, drawings: whole.drawings });
  });

  it('pauses, saves and says whether all is kept', async () => {
    const tables = memoryTables();
    const { remote, run } = openEngine({ tables });
    const first = await run(1);
    const training = remote.train({ runId: 1, single: false });
    await first.until('trained');
    expect(await remote.keep({ runId: 1 })).toBe(true);
    await training;
    expect(first.all('phase').at(-1)).toBe('paused');
    const { checkpoint } = await new RunStorage(tables).load('run1');
    expect(checkpoint.step).toBe(first.all('trained').at(-1)!.step);
    tables.faults.refuse = new DOMException('full', 'QuotaExceededError');
    await remote.train({ runId: 1, single: true });
    expect(await remote.keep({ runId: 1 })).toBe(false);
    expect(await first.until('notSaved')).toMatchObject({
      message: 'The run is not saved: this browser has no space left.',
    });
  });

  it('saves a step together with its loss, also when asked between the two', async () => {
    const tables = memoryTables();
    let save = () => {};
    const { remote, run } = openEngine({
      tables,
      openDevice: withLateLosses(new CountingDevice().open, () => save()),
    });
    save = () => void remote.save({ runId: 1 });
    const first = await run(1);
    const abort = new AbortController();
    const training = remote.train({ runId: 1, single: false }, { signal: abort.signal });
    await first.until('saved', ({ step }) => step > 1);
    const { checkpoint } = await new RunStorage(tables).load('run1');
    expect(checkpoint.losses).toHaveLength(checkpoint.step);
    expect(checkpoint.imagesSeen).toBe(checkpoint.step);
    abort.abort();
    await training;
  });

  it('saves nothing once another tab has taken over, pauses, and says so', async () => {
    const tables = memoryTables();
    const storage = new RunStorage(tables);
    const { remote, reports, run } = openEngine({ tables });
    const first = await run(1);
    await storage.claim('another tab');
    await remote.train({ runId: 1, single: true });
    const last = () => reports.filter(({ writes }) => writes !== undefined).at(-1);
    await expect.poll(last, { timeout: 30_000 }).toEqual({ writes: false });
    expect(first.all('saved')).toEqual([]);
    expect(await storage.list()).toEqual([]);
  });
});
