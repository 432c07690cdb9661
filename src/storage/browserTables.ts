import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Rows, TABLE_NAMES, type TableName, type Tables, type Transaction } from './tables.ts';

interface Schema extends DBSchema, Rows {}

/** The tables in the browser's IndexedDB, opened at the first use. */
export function browserTables(): Tables {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    opened = null;
  };
  const open = () => {
    opened ??= openDB<Schema>('diffusion-playground-runs', 1, {
      upgrade: database => {
        for (const name of TABLE_NAMES) database.createObjectStore(name);
      },
      // A newer page wants to change the tables: it must not wait for this one.
      blocking: (_, __, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    // The next use tries again.
    opened.catch(forget);
    return opened;
  };

  const transact = async <R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<R>,
  ): Promise<R> => {
    const database = await open();
    const transaction = database.transaction(TABLE_NAMES as TableName[], mode, { durability: 'strict' });
    const table = (name: TableName) => transaction.objectStore(name);
    const done = transaction.done;
    // Awaited below; until then nobody hears where it fails together with `work`.
    done.catch(() => {});
    const rows: Transaction = {
      get: async (name, key) => (await table(name).get(key)) as never,
      all: async name => (await table(name).getAll()) as never,
      put: async (name, key, value) => {
        await (table(name) as unknown as { put(value: unknown, key: string): Promise<unknown> }).put(
          value,
          key,
        );
      },
      delete: async (name, key) => {
        await (table(name) as unknown as { delete(key: string): Promise<void> }).delete(key);
      },
    };
    let result: R;
    try {
      result = await work(rows);
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      throw error;
    }
    await done;
    return result;
  };

  return { read: work => transact('readonly', work), write: work => transact('readwrite', work) };
}
