import { openDatabase } from './database.ts';
import { TABLE_NAMES, type TableName, type Tables, type Transaction } from './tables.ts';

/** `Tables` on the browser's database. */
export function browserTables(): Tables {
  const transact = async <R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<R>,
  ): Promise<R> => {
    const database = await openDatabase();
    const transaction = database.transaction(TABLE_NAMES as TableName[], mode, { durability: 'strict' });
    const table = (name: TableName) => transaction.objectStore(name);
    const done = transaction.done;
    // Awaited below; until then a failure together with `work` would count as unhandled.
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
        // The transaction has already ended.
      }
      throw error;
    }
    await done;
    return result;
  };

  return { read: work => transact('readonly', work), write: work => transact('readwrite', work) };
}
