import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PIXELS } from '../../src/data/imageSet.ts';
import type { DrawingsStorage } from '../../src/storage/drawingsStorage.ts';
import type { Drawing } from '../../src/storage/tables.ts';
import { asDrawings, createDrawingsStore } from '../../src/store/drawingsStore.ts';

const filled = (value: number) => new Uint8Array(PIXELS).fill(value);

/** Keeps drawings in a map; `broken` makes it refuse. */
function memoryStorage() {
  const kept = new Map<string, Drawing>();
  const storage = {
    kept,
    broken: null as Error | null,
    writes: 0,
    async load() {
      if (storage.broken) throw storage.broken;
      return [...kept.values()].sort((a, b) => a.order - b.order);
    },
    async write(changes: ReadonlyMap<string, Drawing | null>) {
      if (storage.broken) throw storage.broken;
      storage.writes++;
      for (const [id, drawing] of changes) {
        if (drawing) kept.set(id, drawing);
        else kept.delete(id);
      }
    },
  } satisfies DrawingsStorage & Record<string, unknown>;
  return storage;
}

let storage: ReturnType<typeof memoryStorage>;
let store: ReturnType<typeof createDrawingsStore>;
const shown = () => store.getState().drawings.map(({ pixels }) => pixels[0]);
const idOf = (value: number) => store.getState().drawings.find(({ pixels }) => pixels[0] === value)!.id;
const reloaded = async () => {
  const again = createDrawingsStore(storage);
  await again.getState().load();
  return again.getState().drawings.map(({ pixels }) => pixels[0]);
};
const saved = (values: number[]) => vi.waitFor(async () => expect(await reloaded()).toEqual(values));

beforeEach(async () => {
  storage = memoryStorage();
  store = createDrawingsStore(storage);
  await store.getState().load();
});

describe('the drawings', () => {
  it('are added, replaced, duplicated and deleted, and survive a reload', async () => {
    const { add, replace, duplicate, remove } = store.getState();
    add(filled(1), filled(2), filled(3));
    replace(idOf(2), filled(20));
    duplicate(idOf(1));
    duplicate(idOf(1));
    remove(idOf(3));
    duplicate(idOf(20));
    expect(shown()).toEqual([1, 1, 1, 20, 20]);
    await saved([1, 1, 1, 20, 20]);
  });

  it('come back to their place when a deletion is undone', async () => {
    const { add, remove, undoRemove } = store.getState();
    add(filled(1), filled(2), filled(3));
    remove(idOf(2));
    expect(shown()).toEqual([1, 3]);
    undoRemove();
    undoRemove();
    expect(shown()).toEqual([1, 2, 3]);
    await saved([1, 2, 3]);
  });

  it('do not change with the buffer they were given', () => {
    const pixels = filled(1);
    store.getState().add(pixels);
    pixels.fill(9);
    expect(shown()).toEqual([1]);
  });

  it('are saved together when they come together', async () => {
    store.getState().add(filled(1), filled(2), filled(3));
    await saved([1, 2, 3]);
    expect(storage.writes).toBe(1);
  });

  it('drawn before the saved ones are read are kept beside them', async () => {
    store.getState().add(filled(1));
    await saved([1]);
    const late = createDrawingsStore(storage);
    late.getState().add(filled(2));
    await late.getState().load();
    expect(late.getState().drawings.map(({ pixels }) => pixels[0])).toHaveLength(2);
  });

  it('travel as one block of pixels', () => {
    store.getState().add(filled(1), filled(2));
    const { count, pixels } = asDrawings(store.getState().drawings);
    expect(count).toBe(2);
    expect([pixels.length, pixels[0], pixels[PIXELS]]).toEqual([2 * PIXELS, 1, 2]);
  });
});

describe('a storage that fails', () => {
  it('is reported while work goes on, and is caught up with later', async () => {
    storage.broken = new DOMException('full', 'QuotaExceededError');
    store.getState().add(filled(1));
    await vi.waitFor(() => expect(store.getState().problem).toMatch(/not saved: this browser has no space/));
    expect(shown()).toEqual([1]);

    storage.broken = null;
    store.getState().add(filled(2));
    await saved([1, 2]);
    expect(store.getState().problem).toBeNull();
  });

  it('is reported when it cannot be read', async () => {
    storage.broken = new Error('private window');
    await store.getState().load();
    expect(store.getState()).toMatchObject({ loaded: true, drawings: [] });
    expect(store.getState().problem).toMatch(/does not let the page keep drawings/);
  });
});

describe('drawings that came with a link', () => {
  it('are shown instead of one’s own, and nothing of them is saved', async () => {
    store.getState().add(filled(1));
    await saved([1]);
    const { writes } = storage;
    store.getState().visit(filled(9));
    expect(shown()).toEqual([9]);
    store.getState().duplicate(idOf(9));
    store.getState().remove(idOf(9));
    expect(shown()).toEqual([9]);
    store.getState().endVisit(false);
    expect(shown()).toEqual([1]);
    expect(storage.writes).toBe(writes);
    await saved([1]);
  });

  it('may come before one’s own are read, and be kept with them', async () => {
    store.getState().add(filled(1));
    await saved([1]);
    store = createDrawingsStore(storage);
    store.getState().visit(filled(9));
    await store.getState().load();
    expect(shown()).toEqual([9]);
    store.getState().endVisit(true);
    expect(shown()).toEqual([1, 9]);
    await saved([1, 9]);
  });
});
