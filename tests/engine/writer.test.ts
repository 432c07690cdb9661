/** Only one tab writes, in whatever order locks are given and taken and the storage answers. */
import { expect, it } from 'vitest';
import { type Locks, Writer } from '../../src/engine/run/writer.ts';
import { NotTheWriter, RunStorage } from '../../src/storage/runStorage.ts';
import { checkpointAt, saveOf } from '../storage/madeUp.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { FakeLocks } from './fakeLocks.ts';

const settle = () => new Promise(resolve => setTimeout(resolve, 5));

function tabsOf(names: readonly string[]) {
  const locks = new FakeLocks();
  const storage = new RunStorage(memoryTables());
  const tabs = names.map(name => {
    const told: boolean[] = [];
    const tell = (writes: boolean) => told.push(writes);
    return { name, told, writer: new Writer(name, storage, locks.of(name), tell, () => {}) };
  });
  const writers = () => tabs.filter(({ writer }) => writer.writes).map(({ name }) => name);
  return { locks, storage, tabs, writers };
}

it('passes the place on when the tab that has it is closed', async () => {
  const { locks, tabs, writers } = tabsOf(['first', 'second']);
  for (const { writer } of tabs) await writer.claim('ask');
  expect(writers()).toEqual(['first']);
  expect(tabs[1]!.told).toEqual([false]);
  locks.release('first');
  await settle();
  expect(tabs[1]!.told).toEqual([false, true]);
});

it('a place that is taken while the storage is still being signed is not begun', async () => {
  const { locks, storage, tabs } = tabsOf(['closed', 'heir', 'thief']);
  const [closed, heir, thief] = tabs.map(({ writer }) => writer);
  await closed!.claim('ask');
  await heir!.claim('ask');
  locks.release('closed');
  await thief!.claim('take');
  await settle();
  expect(thief!.writes).toBe(true);
  expect(tabs[1]!.told).toEqual([false]);
  await expect(heir!.confirm()).rejects.toThrow(NotTheWriter);
  await storage.save(saveOf('a', checkpointAt(1), 0), 'thief');
});

it('a writer that the storage no longer hears leaves the place to the one that waits', async () => {
  const { storage, tabs, writers } = tabsOf(['unheard', 'waiting']);
  for (const { writer } of tabs) await writer.claim('ask');
  await storage.claim('somebody else');
  tabs[0]!.writer.end();
  await settle();
  expect(writers()).toEqual(['waiting']);
  await storage.save(saveOf('a', checkpointAt(1), 0), 'waiting');
});

it('writes without locks where there are none, or where the browser forbids them', async () => {
  const forbidden = { request: async () => Promise.reject(new DOMException('no', 'SecurityError')) };
  for (const locks of [undefined, forbidden as unknown as Locks]) {
    const writer = new Writer(
      'alone',
      new RunStorage(memoryTables()),
      locks,
      () => {},
      () => {},
    );
    await writer.claim('ask');
    expect(writer.writes).toBe(true);
  }
});
