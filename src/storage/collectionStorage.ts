import type { Collection, CollectionImages, CollectionInfo } from '../data/collection.ts';
import { openDatabase } from './database.ts';

/** Saves collections of pictures, by their ids. */
export interface CollectionStorage {
  list(): Promise<CollectionInfo[]>;
  /** Null where there is none of that id. */
  read(id: string): Promise<Collection | null>;
  /** @throws a DOMException named QuotaExceededError if there is no space. */
  write(collection: Collection): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Storage in the browser's database; the pictures lie apart, so that listing is fast. */
export const browserCollections: CollectionStorage = {
  list: async () => (await openDatabase()).getAll('collections'),
  async read(id) {
    const transaction = (await openDatabase()).transaction(['collections', 'collectionImages']);
    const [info, images] = await Promise.all([
      transaction.objectStore('collections').get(id),
      transaction.objectStore('collectionImages').get(id),
    ]);
    return info && images ? { ...info, ...images } : null;
  },
  async write({ images, labels, ...info }) {
    const transaction = await writing();
    await Promise.all([
      transaction.objectStore('collections').put(info),
      transaction.objectStore('collectionImages').put({ images, labels } satisfies CollectionImages, info.id),
      transaction.done,
    ]);
  },
  async delete(id) {
    const transaction = await writing();
    await Promise.all([
      transaction.objectStore('collections').delete(id),
      transaction.objectStore('collectionImages').delete(id),
      transaction.done,
    ]);
  },
};

const writing = async () =>
  (await openDatabase()).transaction(['collections', 'collectionImages'], 'readwrite', {
    durability: 'strict',
  });
