import type { Collection } from '../../src/data/collection.ts';
import type { CollectionStorage } from '../../src/storage/collectionStorage.ts';

export interface MemoryCollections extends CollectionStorage {
  /** What every write throws while it is set. */
  broken: Error | null;
}

/** Keeps collections in a map. */
export function memoryCollections(): MemoryCollections {
  const kept = new Map<string, Collection>();
  const storage: MemoryCollections = {
    broken: null,
    list: async () => [...kept.values()].map(({ images: _, labels: __, ...info }) => info),
    read: async id => kept.get(id) ?? null,
    async write(collection) {
      if (storage.broken) throw storage.broken;
      kept.set(collection.id, collection);
    },
    async delete(id) {
      kept.delete(id);
    },
  };
  return storage;
}
