import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { CheckpointError, hashOf, packCheckpoint, unpackCheckpoint } from '../../src/storage/checkpoint.ts';
import { NotTheWriter, RunSavedElsewhere, RunStorage } from '../../src/storage/runStorage.ts';
import { checkpointAt, saveOf } from './madeUp.ts';
import { Died, type MemoryTables, memoryTables } from './memoryTables.ts';

const ME = 'me';
let tables: MemoryTables;
let storage: RunStorage;
beforeEach(async () => {
  tables = memoryTables();
  storage = new RunStorage(tables);
  await storage.claim(ME);
});

/** Saves the steps one after another; returns the newest generation. */
async function saveAll(id: string, ...steps: number[]): Promise<number> {
  let newest = 0;
  for (const step of steps) {
    const record = await storage.save(saveOf(id, checkpointAt(step), newest), ME);
    newest = record.checkpoints.at(-1)!.generation;
  }
  return newest;
}
const keysOf = (table: string) => [...tables.rows.keys()].filter(key => key.startsWith(`${table}/`));

describe('a checkpoint', () => {
  it('comes back bit for bit', () => {
    const checkpoint = checkpointAt(9);
    expect(unpackCheckpoint(packCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it('is hashed as everyone does it', () => {
    const bytes = packCheckpoint(checkpointAt(3));
    expect(hashOf(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it.each([
    ['weights that are not finite', { params: Float32Array.of(1, Number.NaN, 3, 4, 5) }],
    ['vectors of two lengths', { ema: new Float32Array(4) }],
    ['more losses than steps', { losses: new Float32Array(20) }],
    ['a setting out of range', { config: { ...checkpointAt(1).config, batchSize: 100_000 } }],
    ['a hash of another form', { dataSha256: 'no hash' }],
  ])('is refused with %s', (_, changes) => {
    expect(() => unpackCheckpoint(packCheckpoint(checkpointAt(9, changes)))).toThrow(CheckpointError);
  });

  it('is refused with a typed error, or taken whole, whatever is done to its bytes', () => {
    const whole = packCheckpoint(checkpointAt(4));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.option(fc.nat(whole.length)),
        (changes, cut) => {
          const bytes = whole.slice(0, cut ?? whole.length);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          try {
            expect(unpackCheckpoint(bytes).params).toHaveLength(5);
          } catch (error) {
            if (!(error instanceof CheckpointError)) throw error;
          }
        },
      ),
    );
  });
});

describe('RunStorage', () => {
  it('keeps the last two generations of each run', async () => {
    await saveAll('a', 10, 20, 30, 40);
    await saveAll('b', 5);
    expect(keysOf('checkpoints').sort()).toEqual(['checkpoints/a/3', 'checkpoints/a/4', 'checkpoints/b/1']);
    expect((await storage.load('a')).checkpoint).toEqual(checkpointAt(40));
    expect((await storage.list()).map(({ id, step }) => [id, step])).toEqual([
      ['a', 40],
      ['b', 5],
    ]);
  });

  it('keeps the last checkpoint whose loss was sound, however many came after it', async () => {
    let newest = await saveAll('a', 100, 200);
    for (const step of [300, 400, 500]) {
      const losses = Float32Array.from({ length: step }, (_, i) => (i < 200 ? 0.1 : 1e6));
      await storage.save(saveOf('a', checkpointAt(step, { losses }), newest), ME);
      newest += 1;
    }
    expect((await storage.load('a', 'sound')).checkpoint.step).toBe(200);
    expect((await storage.load('a')).checkpoint.step).toBe(500);
    expect(keysOf('checkpoints')).toHaveLength(3);
  });

  it('never saves weights that are no numbers', async () => {
    await saveAll('a', 10);
    const broken = checkpointAt(20, { adamV: Float32Array.of(0, 0, 0, 0, Number.POSITIVE_INFINITY) });
    await expect(storage.save(saveOf('a', broken, 1), ME)).rejects.toThrow(CheckpointError);
    expect((await storage.load('a')).checkpoint.step).toBe(10);
  });

  it('falls back to the older generation where the newer one was changed, and says so', async () => {
    await saveAll('a', 10, 20);
    tables.damage('checkpoints/a/2', 900);
    const { checkpoint, damaged } = await storage.load('a');
    expect(checkpoint).toEqual(checkpointAt(10));
    expect(damaged).toEqual([20]);
    tables.damage('checkpoints/a/1', 901);
    await expect(storage.load('a')).rejects.toThrow(CheckpointError);
  });

  it('has the old or the new checkpoint whole, wherever a save is killed', async () => {
    for (let puts = 0; puts < 5; puts++) {
      await saveAll(`run${puts}`, 10, 20);
      tables.faults.dieAfter = puts;
      const saving = storage.save(saveOf(`run${puts}`, checkpointAt(30), 2), ME);
      // A save takes three operations: put the checkpoint, put the record, delete the oldest.
      if (puts < 3) await expect(saving).rejects.toThrow(Died);
      else await saving;
      tables.faults.dieAfter = undefined;
      const step = puts < 3 ? 20 : 30;
      expect((await storage.load(`run${puts}`)).checkpoint).toEqual(checkpointAt(step));
    }
  });

  it('takes saves of one writer only', async () => {
    const newest = await saveAll('a', 10);
    await storage.claim('another');
    await expect(storage.save(saveOf('a', checkpointAt(20), newest), ME)).rejects.toThrow(NotTheWriter);
    expect((await storage.load('a')).checkpoint.step).toBe(10);
  });

  it('does not put a run over one that has gone on elsewhere', async () => {
    await saveAll('a', 10, 20);
    await expect(storage.save(saveOf('a', checkpointAt(15), 1), ME)).rejects.toThrow(RunSavedElsewhere);
  });

  it('renames and duplicates; the two go on by themselves', async () => {
    const newest = await saveAll('a', 10, 20);
    await storage.rename('a', 'cats');
    await storage.duplicate('a', { id: 'b', name: 'cats, copy', at: 99 });
    await storage.save(saveOf('a', checkpointAt(30), newest), ME);
    expect((await storage.list()).map(({ name, step }) => [name, step])).toEqual([
      ['cats, copy', 20],
      ['cats', 30],
    ]);
    expect((await storage.load('b')).checkpoint).toEqual(checkpointAt(20));
  });

  it('deletes a run with everything of it, and brings it back', async () => {
    await storage.save({ ...saveOf('a', checkpointAt(10), 0), drawings: new Uint8Array(784) }, ME);
    const before = new Map(tables.rows);
    const removed = await storage.remove('a');
    expect([...tables.rows.keys()]).toEqual(['meta/writer']);
    await storage.restore(removed!);
    expect(new Map([...tables.rows].sort())).toEqual(new Map([...before].sort()));
  });
});
