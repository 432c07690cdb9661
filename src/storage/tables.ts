/** What the storage of runs asks of a database: three tables and transactions that do all or nothing. */
import type { RunConfig } from '../config/runConfig.ts';

/** What computed a checkpoint. Only where all three agree does a run go on bit for bit. */
export interface Maker {
  /** Of this very program. */
  readonly build: string;
  /** Backend and adapter. */
  readonly device: string;
  readonly browser: string;
}

export interface CheckpointEntry {
  /** 1, 2, 3, … in the order in which they were saved. */
  readonly generation: number;
  readonly step: number;
  /** Of the checkpoint's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Whether the loss was as it should be; see `isSound`. */
  readonly sound: boolean;
}

/** Pictures of the last preview, [count, 28, 28] bytes each. */
export interface Thumbnails {
  readonly step: number;
  readonly count: number;
  readonly ema: Uint8Array;
  readonly raw: Uint8Array;
}

/** What the list of runs shows; small, so that listing reads no weights. */
export interface RunRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly savedAt: number;
  readonly config: RunConfig;
  readonly step: number;
  /** As the page shows it: a running mean; NaN before the first known. */
  readonly loss: number;
  readonly parameters: number;
  /** Of the training images, in hexadecimal. */
  readonly dataSha256: string;
  /** Drawings that the run trains on; 0 where it trains on others. */
  readonly drawings: number;
  /** Whether it trained when this was written: then somebody pulled the plug. */
  readonly running: boolean;
  readonly maker: Maker;
  readonly thumbnails: Thumbnails | null;
  /** The newest last. */
  readonly checkpoints: readonly CheckpointEntry[];
}

/** One of "My drawings". */
export interface Drawing {
  readonly id: string;
  /** Its place in the list; any number between those of its neighbours will do. */
  readonly order: number;
  /** [28, 28], 0 is paper and 255 is ink. */
  readonly pixels: Uint8Array;
}

export interface Rows {
  runs: { key: string; value: RunRecord };
  /** Under `checkpointKey`. */
  checkpoints: { key: string; value: Uint8Array };
  /** A run's own drawings, [count, 28, 28]: those on the page may change later. */
  drawings: { key: string; value: Uint8Array };
  /** Who may write, under the key 'writer'; and what has been taken over from older databases. */
  meta: { key: string; value: string };
}
export type TableName = keyof Rows;

export const TABLE_NAMES: readonly TableName[] = ['runs', 'checkpoints', 'drawings', 'meta'];

/** Nothing but these calls may be awaited within a transaction: a browser commits it when it has nothing to do. */
export interface Transaction {
  get<T extends TableName>(table: T, key: string): Promise<Rows[T]['value'] | undefined>;
  all<T extends TableName>(table: T): Promise<Rows[T]['value'][]>;
  put<T extends TableName>(table: T, key: string, value: Rows[T]['value']): Promise<void>;
  delete(table: TableName, key: string): Promise<void>;
}

export interface Tables {
  read<R>(work: (transaction: Transaction) => Promise<R>): Promise<R>;
  /**
   * All of what `work` puts and deletes, or, where it or the database fails, none. Resolves once it lies on the disk.
   *
   * @throws what `work` throws; a DOMException named QuotaExceededError where there is no space.
   */
  write<R>(work: (transaction: Transaction) => Promise<R>): Promise<R>;
}
