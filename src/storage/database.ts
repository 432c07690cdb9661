/** The browser's database for everything saved: its tables, and the upgrades between its versions. */

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CollectionImages, CollectionInfo } from '../data/collection.ts';
import { type Drawing, type Rows, TABLE_NAMES } from './tables.ts';

interface Schema extends DBSchema, Rows {
  myDrawings: { key: string; value: Drawing };
  /** Choices of kernels, by adapter. */
  tuning: { key: string; value: string };
  collections: { key: string; value: CollectionInfo };
  /** By the collection's id. */
  collectionImages: { key: string; value: CollectionImages };
}
export type Database = IDBPDatabase<Schema>;

/** Dates from when it held only runs. Renaming would mean copying them, for which there may be no room. */
const NAME = 'diffusion-playground-runs';

/** The change that each version makes to the one before. Append only. */
const VERSIONS: readonly ((database: Database) => void)[] = [
  database => {
    for (const name of TABLE_NAMES) database.createObjectStore(name);
  },
  database => {
    database.createObjectStore('myDrawings', { keyPath: 'id' });
    database.createObjectStore('tuning');
  },
  database => {
    database.createObjectStore('collections', { keyPath: 'id' });
    database.createObjectStore('collectionImages');
  },
];

let opened: Promise<Database> | null = null;
const forget = () => {
  opened = null;
};

/** The thread's one connection, opened at the first use. @throws whatever the browser throws. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>(NAME, VERSIONS.length, {
    upgrade: (database, from) => {
      for (const change of VERSIONS.slice(from)) change(database);
    },
    // A newer page wants to change the tables, and must not wait for this one.
    blocking: (_, __, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
  // The next use opens it again.
  opened.catch(forget);
  return opened;
}
