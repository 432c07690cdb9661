/** Migrates drawings and kernel choices from the databases of their own that they had in older versions. */
import { type IDBPDatabase, openDB } from 'idb';
import { hashOf } from './checkpoint.ts';
import { type Database, openDatabase } from './database.ts';
import { newId } from './newId.ts';
import type { Drawing } from './tables.ts';

const OLD = {
  myDrawings: { name: 'diffusion-playground-drawings', table: 'drawings' },
  tuning: { name: 'diffusion-playground-tuning', table: 'choices' },
} as const;
type Table = keyof typeof OLD;

/** An old page open in another tab may block its database for as long as it is open. */
const WAIT_MS = 2000;

const done = new Map<Table, Promise<void>>();

/** The database, after migrating `table`. @throws whatever the browser throws; the next call tries again. */
export async function openWithOld(table: Table): Promise<Database> {
  const database = await openDatabase();
  if (!done.has(table)) {
    const taking = takeOver(database, table);
    done.set(table, taking);
    taking.catch(() => done.delete(table));
  }
  await done.get(table);
  return database;
}

async function takeOver(database: Database, table: Table): Promise<void> {
  const reading = openOld(table);
  const timeout = new Promise<null>(resolve => setTimeout(resolve, WAIT_MS, null));
  const old = await Promise.race([reading, timeout]);
  if (!old) {
    // Another tab has copied it and is waiting to delete it.
    reading.then(
      late => late?.close(),
      () => {},
    );
    return;
  }
  const { version } = old;
  try {
    await copy(old, database, table);
  } finally {
    old.close();
  }
  // On any failure the old database is still there, and the next visit tries again.
  void removeOld(table, version + 1).catch(() => {});
}

/** Null if there is none. Opening a higher version waits until no other tab has it open. */
async function openOld(table: Table, version?: number): Promise<IDBPDatabase | null> {
  try {
    return await openDB(OLD[table].name, version, {
      upgrade: (_, from, __, transaction) => {
        transaction.done.catch(() => {});
        if (from === 0) transaction.abort();
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Copies what an old page has written since the first copy, then deletes the old database. */
async function removeOld(table: Table, version: number): Promise<void> {
  const old = await openOld(table, version);
  if (!old) return;
  const database = await openDatabase();
  try {
    await copy(old, database, table);
  } finally {
    old.close();
  }
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(OLD[table].name);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => reject(deleting.error);
  });
  await database.delete('meta', noteOf(table));
}

const noteOf = (table: Table): string => `taken over: ${table}`;

/**
 * Copies, in one transaction, the entries that no earlier copy has noted, and notes them: none is copied twice, or comes
 * back after being deleted here. An entry that has changed since is copied under a new key.
 */
async function copy(old: IDBPDatabase, database: Database, table: Table): Promise<void> {
  const reading = old.transaction(OLD[table].table);
  const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
  const transaction = database.transaction(['meta', table], 'readwrite', { durability: 'strict' });
  const finished = transaction.done;
  finished.catch(() => {});
  const meta = transaction.objectStore('meta');
  const taken: Record<string, string> = JSON.parse((await meta.get(noteOf(table))) ?? '{}');
  for (const [i, key] of (keys as string[]).entries()) {
    const hash = hashOf(bytesOf(values[i]));
    if (taken[key] === hash) continue;
    if (table === 'tuning') await transaction.objectStore(table).put(values[i], key);
    else await transaction.objectStore(table).put(key in taken ? { ...values[i], id: newId() } : values[i]);
    taken[key] = hash;
  }
  await meta.put(JSON.stringify(taken), noteOf(table));
  await finished;
}

const bytesOf = (value: Drawing | string): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value.pixels;
