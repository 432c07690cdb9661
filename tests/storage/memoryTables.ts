/** The tables in memory, with transactions that do all or nothing, and faults on demand. */
import type { TableName, Tables, Transaction } from '../../src/storage/tables.ts';

interface Faults {
  /** Thrown by every write while it is set, as a full disk would. */
  refuse?: Error | undefined;
  /** Puts and deletes until the transaction dies, as in a power cut; counts down. */
  dieAfter?: number | undefined;
}

export interface MemoryTables extends Tables {
  readonly faults: Faults;
  /** The stored values, under `table/key`. */
  readonly rows: ReadonlyMap<string, unknown>;
  /** Changes bytes behind the storage's back. */
  damage(key: string, at?: number): void;
}

export class Died extends Error {}

export function memoryTables(): MemoryTables {
  let rows = new Map<string, unknown>();
  const faults: Faults = {};
  let last: Promise<unknown> = Promise.resolve();

  async function transact<R>(work: (transaction: Transaction) => Promise<R>, writing: boolean): Promise<R> {
    const draft = new Map(rows);
    const change = (apply: () => void) => {
      if (faults.refuse) throw faults.refuse;
      if (faults.dieAfter !== undefined) {
        if (faults.dieAfter === 0) throw new Died('The plug was pulled.');
        faults.dieAfter -= 1;
      }
      apply();
    };
    const prefix = (table: TableName) => `${table}/`;
    const result = await work({
      // Copies, as from a database.
      get: async (table, key) => structuredClone(draft.get(prefix(table) + key)) as never,
      all: async table =>
        structuredClone(
          [...draft].filter(([key]) => key.startsWith(prefix(table))).map(([, value]) => value),
        ) as never,
      put: async (table, key, value) => change(() => draft.set(prefix(table) + key, structuredClone(value))),
      delete: async (table, key) => change(() => draft.delete(prefix(table) + key)),
    });
    if (writing) rows = draft;
    return result;
  }

  /** Transactions of one database wait for each other. */
  const inTurn = <R>(task: () => Promise<R>): Promise<R> => {
    const turn = last.then(task, task);
    last = turn.catch(() => {});
    return turn;
  };

  return {
    faults,
    get rows() {
      return rows;
    },
    damage(key, at = 0) {
      const bytes = (rows.get(key) as Uint8Array).slice();
      bytes[at]! ^= 1;
      rows.set(key, bytes);
    },
    read: work => inTurn(() => transact(work, false)),
    write: work => inTurn(() => transact(work, true)),
  };
}
