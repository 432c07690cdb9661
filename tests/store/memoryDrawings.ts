import type { DrawingsStorage } from '../../src/storage/drawingsStorage.ts';
import type { Drawing } from '../../src/storage/tables.ts';

export interface MemoryDrawings extends DrawingsStorage {
  readonly kept: ReadonlyMap<string, Drawing>;
  /** Transactions so far. */
  readonly writes: number;
  /** What every use throws while it is set. */
  broken: Error | null;
}

/** Keeps drawings in a map. */
export function memoryDrawings(): MemoryDrawings {
  const kept = new Map<string, Drawing>();
  let writes = 0;
  const storage: MemoryDrawings = {
    kept,
    get writes() {
      return writes;
    },
    broken: null,
    async load() {
      if (storage.broken) throw storage.broken;
      return [...kept.values()].sort((a, b) => a.order - b.order);
    },
    async write(changes) {
      if (storage.broken) throw storage.broken;
      writes += 1;
      for (const [id, drawing] of changes) {
        if (drawing) kept.set(id, drawing);
        else kept.delete(id);
      }
    },
  };
  return storage;
}
