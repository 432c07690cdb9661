/** Saves runs in the browser: one transaction per save, one writer at a time, every checkpoint with its hash. */
import { shapeOf } from '../data/sets/registry.ts';
import { sizeOf } from '../data/shape.ts';
import { RunningMean } from '../math/runningMean.ts';
import { type Checkpoint, CheckpointError, hashOf, packCheckpoint, unpackCheckpoint } from './checkpoint.ts';
import { isSound, keptGenerations } from './generations.ts';
import type { CheckpointEntry, RunRecord, Tables, Thumbnails, Transaction } from './tables.ts';

/** Another tab has taken over; saves from this one are refused. */
export class NotTheWriter extends Error {
  override readonly name = 'NotTheWriter';
}

/** Another tab has saved the run since it was read here, so the two have diverged. */
export class RunSavedElsewhere extends Error {
  override readonly name = 'RunSavedElsewhere';
}

export interface Save {
  readonly id: string;
  /** Used by the first save only: the user may rename the run later. */
  readonly name: string;
  /** The newest generation, from which this one continues; 0 for the first. */
  readonly follows: number;
  readonly at: number;
  readonly checkpoint: Checkpoint;
  readonly running: boolean;
  /** [count, height, width, channels] if the run trains on drawings. */
  readonly drawings: Uint8Array | null;
  readonly thumbnails: Thumbnails | null;
}

export interface StoredRun {
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint;
  readonly drawings: Uint8Array | null;
  /** Steps of newer checkpoints that could not be read. */
  readonly damaged: readonly number[];
}

/** A deleted run, whole, while the deletion can be undone. */
export interface RemovedRun {
  readonly record: RunRecord;
  readonly checkpoints: ReadonlyMap<number, Uint8Array>;
  readonly drawings: Uint8Array | null;
}

const WRITER = 'writer';
const checkpointKey = (id: string, generation: number): string => `${id}/${generation}`;

export class RunStorage {
  constructor(private readonly tables: Tables) {}

  /** All runs, newest first. */
  async list(): Promise<RunRecord[]> {
    const runs = await this.tables.read(transaction => transaction.all('runs'));
    return runs.sort((a, b) => b.savedAt - a.savedAt);
  }

  /** From now on, accepts saves by `writer` only. */
  claim(writer: string): Promise<void> {
    return this.tables.write(transaction => transaction.put('meta', WRITER, writer));
  }

  /**
   * Adds a checkpoint, and removes those no longer needed in the same transaction.
   *
   * @throws NotTheWriter; RunSavedElsewhere; CheckpointError if a weight is not finite; whatever the database throws,
   * having changed nothing.
   */
  async save(save: Save, writer: string): Promise<RunRecord> {
    const { id, checkpoint, drawings } = save;
    // Hashed first: an open transaction would not wait for it.
    const packed = this.pack(checkpoint);
    return this.tables.write(async transaction => {
      if ((await transaction.get('meta', WRITER)) !== writer) {
        throw new NotTheWriter('Another tab has taken over; this one no longer saves.');
      }
      const before = await transaction.get('runs', id);
      const newest = before?.checkpoints.at(-1)?.generation ?? 0;
      if (newest !== save.follows) throw new RunSavedElsewhere('Another tab has saved this run.');
      const generation = newest + 1;
      const all = [...(before?.checkpoints ?? []), { ...packed.entry, generation }];
      const kept = keptGenerations(all);
      const record = recordOf(save, before, kept);
      const dropped = all.filter(entry => !kept.includes(entry));
      await Promise.all([
        transaction.put('checkpoints', checkpointKey(id, generation), packed.bytes),
        transaction.put('runs', id, record),
        ...(drawings && !before ? [transaction.put('drawings', id, drawings)] : []),
        ...dropped.map(entry => transaction.delete('checkpoints', checkpointKey(id, entry.generation))),
      ]);
      return record;
    });
  }

  /**
   * The newest intact checkpoint, or the newest intact one with a sound loss.
   *
   * @throws CheckpointError if there is none.
   */
  async load(id: string, which: 'newest' | 'sound' = 'newest'): Promise<StoredRun> {
    const { record, found, drawings } = await this.tables.read(async transaction => {
      const run = await transaction.get('runs', id);
      if (!run) throw new CheckpointError('This run is no longer kept.');
      const wanted = run.checkpoints.filter(({ sound }) => which === 'newest' || sound).reverse();
      const bytes = await Promise.all(
        wanted.map(({ generation }) => transaction.get('checkpoints', checkpointKey(id, generation))),
      );
      const pictures = (await transaction.get('drawings', id)) ?? null;
      return {
        record: run,
        found: wanted.map((entry, i) => ({ entry, bytes: bytes[i] })),
        drawings: pictures,
      };
    });
    const damaged: number[] = [];
    for (const { entry, bytes } of found) {
      try {
        if (!bytes || hashOf(bytes) !== entry.sha256) throw new CheckpointError('Its hash does not match.');
        return { record, checkpoint: unpackCheckpoint(bytes), drawings, damaged };
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        damaged.push(entry.step);
      }
    }
    throw new CheckpointError(
      found.length === 0
        ? `“${record.name}” has no checkpoint to go back to.`
        : `No checkpoint of “${record.name}” is whole: what was kept has been changed since.`,
    );
  }

  async rename(id: string, name: string): Promise<void> {
    await this.tables.write(async transaction => {
      const record = await transaction.get('runs', id);
      if (record) await transaction.put('runs', id, { ...record, name });
    });
  }

  /** Copies a run with its checkpoints. */
  async duplicate(
    id: string,
    as: { readonly id: string; readonly name: string; readonly at: number },
  ): Promise<void> {
    await this.tables.write(async transaction => {
      const run = await readWhole(transaction, id);
      if (!run) return;
      const record = { ...run.record, ...as, createdAt: as.at, savedAt: as.at, running: false };
      await putWhole(transaction, { ...run, record });
    });
  }

  /** Returns what `restore` needs to undo it; null if there was no such run. */
  remove(id: string): Promise<RemovedRun | null> {
    return this.tables.write(async transaction => {
      const run = await readWhole(transaction, id);
      if (!run) return null;
      await Promise.all([
        transaction.delete('runs', id),
        transaction.delete('drawings', id),
        ...[...run.checkpoints.keys()].map(generation =>
          transaction.delete('checkpoints', checkpointKey(id, generation)),
        ),
      ]);
      return run;
    });
  }

  restore(run: RemovedRun): Promise<void> {
    return this.tables.write(transaction => putWhole(transaction, run));
  }

  private pack(checkpoint: Checkpoint): { bytes: Uint8Array; entry: Omit<CheckpointEntry, 'generation'> } {
    const { params, ema, adamM, adamV, step, losses } = checkpoint;
    if (![params, ema, adamM, adamV].every(vector => vector.every(Number.isFinite))) {
      throw new CheckpointError('The weights are no longer numbers; they are not saved.');
    }
    const bytes = packCheckpoint(checkpoint);
    return {
      bytes,
      entry: { step, sha256: hashOf(bytes), bytes: bytes.byteLength, sound: isSound(losses) },
    };
  }
}

function smoothedLoss(losses: Float32Array): number {
  const mean = new RunningMean();
  return losses.reduce((_, loss) => mean.add(loss), Number.NaN);
}

function recordOf(save: Save, before: RunRecord | undefined, kept: readonly CheckpointEntry[]): RunRecord {
  const { id, name, at, checkpoint, running, drawings, thumbnails } = save;
  return {
    id,
    name: before?.name ?? name,
    createdAt: before?.createdAt ?? at,
    savedAt: at,
    config: checkpoint.config,
    step: checkpoint.step,
    loss: smoothedLoss(checkpoint.losses),
    parameters: checkpoint.params.length,
    dataSha256: checkpoint.dataSha256,
    drawings: drawings ? drawings.length / sizeOf(shapeOf(checkpoint.config)) : 0,
    running,
    maker: checkpoint.maker,
    thumbnails: thumbnails ?? before?.thumbnails ?? null,
    checkpoints: kept,
  };
}

async function readWhole(transaction: Transaction, id: string): Promise<RemovedRun | null> {
  const record = await transaction.get('runs', id);
  if (!record) return null;
  const checkpoints = new Map<number, Uint8Array>();
  for (const { generation } of record.checkpoints) {
    const bytes = await transaction.get('checkpoints', checkpointKey(id, generation));
    if (bytes) checkpoints.set(generation, bytes);
  }
  return { record, checkpoints, drawings: (await transaction.get('drawings', id)) ?? null };
}

async function putWhole(
  transaction: Transaction,
  { record, checkpoints, drawings }: RemovedRun,
): Promise<void> {
  await Promise.all([
    transaction.put('runs', record.id, record),
    ...(drawings ? [transaction.put('drawings', record.id, drawings)] : []),
    ...[...checkpoints].map(([generation, bytes]) =>
      transaction.put('checkpoints', checkpointKey(record.id, generation), bytes),
    ),
  ]);
}
