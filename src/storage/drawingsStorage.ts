import { squareOf } from '../data/shape.ts';
import type { Drawing } from './tables.ts';
import { openWithOld } from './takeOver.ts';

/** Saves drawings. Null stands for a deleted one. */
export interface DrawingsStorage {
  load(): Promise<Drawing[]>;
  /** Saves all of the changes or, if it throws, none. */
  write(changes: ReadonlyMap<string, Drawing | null>): Promise<void>;
}

/** Storage in the browser's database. */
export const browserDrawings: DrawingsStorage = {
  async load() {
    const stored = await (await openWithOld('myDrawings')).getAll('myDrawings');
    return stored.filter(isDrawing).sort((a, b) => a.order - b.order);
  },
  async write(changes) {
    const database = await openWithOld('myDrawings');
    const transaction = database.transaction('myDrawings', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const requests = Array.from(changes, ([id, drawing]) =>
      drawing ? store.put(drawing) : store.delete(id),
    );
    await Promise.all([...requests, transaction.done]);
  },
};

const isDrawing = ({ id, order, pixels }: Drawing): boolean =>
  typeof id === 'string' &&
  Number.isFinite(order) &&
  pixels instanceof Uint8Array &&
  squareOf(pixels.length) !== null;
