/** The tables that hold saved runs, and the atomic transactions that `RunStorage` needs. */
import type { RunConfig } from '../config/runConfig.ts';

/** What computed a checkpoint. A run resumes bit for bit only if all three are the same. */
export interface Environment {
  /** Hash of this program's sources. */
  readonly build: string;
  /** Backend and adapter. */
  readonly device: string;
  readonly browser: string;
}

export interface CheckpointEntry {
  /** 1, 2, 3, … in the order of saving. */
  readonly generation: number;
  readonly step: number;
  /** Hash of the checkpoint's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** See `isSound`. */
  readonly sound: boolean;
}

/** Pictures of the last preview, [count, height, width, channels] bytes each. */
export interface Thumbnails {
  readonly step: number;
  readonly count: number;
  readonly ema: Uint8Array;
  readonly raw: Uint8Array;
}

/** What the list of runs shows, apart from the weights so that listing is fast. */
export interface RunRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly savedAt: number;
  readonly config: RunConfig;
  readonly step: number;
  /** As the page shows it: a running mean; NaN before the first known loss. */
  readonly loss: number;
  readonly parameters: number;
  /** Hash of the training images, in hexadecimal. */
  readonly dataSha256: string;
  /** Number of drawings that the run trains on; 0 if it trains on another data set. */
  readonly drawings: number;
  /** Whether it was training when this was written; true at the next visit means that it was interrupted. */
  readonly running: boolean;
  readonly maker: Environment;
  readonly thumbnails: Thumbnails | null;
  /** Newest last. */
  readonly checkpoints: readonly CheckpointEntry[];
}

/** One of "My drawings". */
export interface Drawing {
  readonly id: string;
  /** Sorts the list; any number between its neighbours' will do. */
  readonly order: number;
  /** One drawing in bytes, 0 is paper and 255 is ink. */
  readonly pixels: Uint8Array;
}

export interface Rows {
  runs: { key: string; value: RunRecord };
  /** By `checkpointKey`. */
  checkpoints: { key: string; value: Uint8Array };
  /** A run's copy of its drawings, [count, height, width, channels]: those on the page may change later. */
  drawings: { key: string; value: Uint8Array };
  /** The id of the tab that may save, under 'writer'; and notes of what was migrated from older databases. */
  meta: { key: string; value: string };
}
export type TableName = keyof Rows;

export const TABLE_NAMES: readonly TableName[] = ['runs', 'checkpoints', 'drawings', 'meta'];

/** Await nothing but these calls within a transaction: a browser commits it once it is idle. */
export interface Transaction {
  get<T extends TableName>(table: T, key: string): Promise<Rows[T]['value'] | undefined>;
  all<T extends TableName>(table: T): Promise<Rows[T]['value'][]>;
  put<T extends TableName>(table: T, key: string, value: Rows[T]['value']): Promise<void>;
  delete(table: TableName, key: string): Promise<void>;
}

export interface Tables {
  read<R>(work: (transaction: Transaction) => Promise<R>): Promise<R>;
  /**
   * Writes all that `work` puts and deletes or, if it or the database fails, nothing. Resolves once it is on disk.
   *
   * @throws what `work` throws; a DOMException named QuotaExceededError if there is no space.
   */
  write<R>(work: (transaction: Transaction) => Promise<R>): Promise<R>;
}
