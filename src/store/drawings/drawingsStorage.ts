import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { PIXELS } from '../../data/imageSet.ts';

export interface Drawing {
  readonly id: string;
  /** Its place in the list; any number between those of its neighbours will do. */
  readonly order: number;
  /** [28, 28], 0 is paper and 255 is ink. */
  readonly pixels: Uint8Array;
}

/** Where drawings outlive the page. Null stands for one that was deleted. */
export interface DrawingsStorage {
  load(): Promise<Drawing[]>;
  /** All of the changes or, where it throws, none. */
  write(changes: ReadonlyMap<string, Drawing | null>): Promise<void>;
}

interface Schema extends DBSchema {
  drawings: { key: string; value: Drawing };
}

/** Storage in the browser's IndexedDB, opened at the first use. */
export function browserStorage(): DrawingsStorage {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    opened = null;
  };
  const open = () => {
    opened ??= openDB<Schema>('diffusion-playground-drawings', 1, {
      upgrade: database => void database.createObjectStore('drawings', { keyPath: 'id' }),
      terminated: forget,
    });
    // The next use tries again.
    opened.catch(forget);
    return opened;
  };

  return {
    async load() {
      const stored = await (await open()).getAll('drawings');
      return stored.filter(isDrawing).sort((a, b) => a.order - b.order);
    },
    async write(changes) {
      const transaction = (await open()).transaction('drawings', 'readwrite', { durability: 'strict' });
      const { store } = transaction;
      const requests = Array.from(changes, ([id, drawing]) =>
        drawing ? store.put(drawing) : store.delete(id),
      );
      await Promise.all([...requests, transaction.done]);
    },
  };
}

const isDrawing = ({ id, order, pixels }: Drawing): boolean =>
  typeof id === 'string' &&
  Number.isFinite(order) &&
  pixels instanceof Uint8Array &&
  pixels.length === PIXELS;
