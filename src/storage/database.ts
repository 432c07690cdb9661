/** The browser's database for all that outlives the page: its tables, and every version that they have had. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Drawing, type Rows, TABLE_NAMES } from './tables.ts';

interface Schema extends DBSchema, Rows {
  myDrawings: { key: string; value: Drawing };
  /** Choices of kernels, by adapter. */
  tuning: { key: string; value: string };
}
export type Database = IDBPDatabase<Schema>;

/** From when it held runs alone: under another name they would have to be copied, for which there may be no room. */
const NAME = 'diffusion-playground-runs';

/** What each version changes in the one before it. Only ever added to. */
const VERSIONS: readonly ((database: Database) => void)[] = [
  database => {
    for (const name of TABLE_NAMES) database.createObjectStore(name);
  },
  database => {
    database.createObjectStore('myDrawings', { keyPath: 'id' });
    database.createObjectStore('tuning');
  },
];

let opened: Promise<Database> | null = null;
const forget = () => {
  opened = null;
};

/** One connection for all of this thread, opened at the first use. @throws what the browser does. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>(NAME, VERSIONS.length, {
    upgrade: (database, from) => {
      for (const change of VERSIONS.slice(from)) change(database);
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
}
