import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Drawing } from '../../src/storage/tables.ts';
import { type Context, createContext } from '../../src/store/context.ts';
import {
  createDrawings,
  type DrawingsActions,
  drawingsInView,
  shownDrawings,
} from '../../src/store/drawings/drawings.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { type MemoryDrawings, memoryDrawings } from './memoryDrawings.ts';

const filled = (value: number) => new Uint8Array(PIXELS).fill(value);

let storage: MemoryDrawings;
let context: Context;
let drawings: DrawingsActions;

/** The drawings of a page, before the saved ones are read. */
function open(): void {
  ({ context } = createContext(() => {
    throw new Error('drawings need no engine');
  }));
  drawings = createDrawings(context, storage);
}
const valuesOf = (all: readonly Drawing[]) => all.map(({ pixels }) => pixels[0]);
const shown = () => valuesOf(shownDrawings(context.get()));
const own = () => valuesOf(context.get().drawings.own);
const idOf = (value: number) => shownDrawings(context.get()).find(({ pixels }) => pixels[0] === value)!.id;
const saved = (values: number[]) =>
  vi.waitFor(async () => expect(valuesOf(await storage.load())).toEqual(values));

beforeEach(async () => {
  storage = memoryDrawings();
  open();
  await drawings.load();
});

describe('the drawings', () => {
  it('are added, replaced, duplicated and deleted, and survive a reload', async () => {
    const { add, replace, duplicate, remove } = drawings;
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
    const { add, remove, undoRemove } = drawings;
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
    drawings.add(pixels);
    pixels.fill(9);
    expect(shown()).toEqual([1]);
  });

  it('are saved together when they come together', async () => {
    drawings.add(filled(1), filled(2), filled(3));
    await saved([1, 2, 3]);
    expect(storage.writes).toBe(1);
  });

  it('drawn before the saved ones are read are kept beside them', async () => {
    drawings.add(filled(1));
    await saved([1]);
    open();
    drawings.add(filled(2));
    await drawings.load();
    expect(own().sort()).toEqual([1, 2]);
    await saved([1, 2]);
  });

  it('travel as one block of pixels', () => {
    drawings.add(filled(1), filled(2));
    const { count, pixels } = drawingsInView(context.get());
    expect(count).toBe(2);
    expect([pixels.length, pixels[0], pixels[PIXELS]]).toEqual([2 * PIXELS, 1, 2]);
  });
});

describe('a storage that fails', () => {
  it('is reported while work goes on, and is caught up with later', async () => {
    storage.broken = new DOMException('full', 'QuotaExceededError');
    drawings.add(filled(1));
    await vi.waitFor(() =>
      expect(context.get().drawings.problem).toMatch(/not saved: this browser has no space/),
    );
    expect(shown()).toEqual([1]);

    storage.broken = null;
    drawings.add(filled(2));
    await saved([1, 2]);
    expect(context.get().drawings.problem).toBeNull();
  });

  it('is reported when it cannot be read', async () => {
    storage.broken = new Error('private window');
    await drawings.load();
    expect(context.get().drawings).toMatchObject({ loaded: true, own: [] });
    expect(context.get().drawings.problem).toMatch(/does not let the page keep drawings/);
  });
});

describe('drawings that came with a link', () => {
  it('are shown instead of one’s own, and nothing of them is saved', async () => {
    drawings.add(filled(1));
    await saved([1]);
    const { writes } = storage;
    drawings.visit(filled(9), SHAPE, 'link');
    expect(shown()).toEqual([9]);
    drawings.remove(idOf(9));
    expect(shown()).toEqual([]);
    drawings.endVisit(false);
    expect(shown()).toEqual([1]);
    expect(storage.writes).toBe(writes);
    await saved([1]);
  });

  it('can be brought back while they are shown, as guests', () => {
    drawings.visit(Uint8Array.of(...filled(8), ...filled(9)), SHAPE, 'link');
    drawings.remove(idOf(8));
    expect(shown()).toEqual([9]);
    drawings.undoRemove();
    expect(shown()).toEqual([8, 9]);
    expect(own()).toEqual([]);
  });

  it('leave what was drawn beside them where it belongs: among one’s own', async () => {
    drawings.add(filled(1));
    drawings.visit(filled(9), SHAPE, 'link');
    drawings.add(filled(2));
    drawings.duplicate(idOf(9));
    drawings.replace(idOf(2), filled(3));
    expect([shown(), own()]).toEqual([
      [9, 9, 3],
      [9, 1, 3],
    ]);
    drawings.endVisit(false);
    expect(shown()).toEqual([9, 1, 3]);
    await saved([9, 1, 3]);
  });

  it('become one’s own where they are drawn on', async () => {
    drawings.visit(filled(9), SHAPE, 'link');
    drawings.replace(idOf(9), filled(5));
    expect([shown(), own(), context.get().drawings.visit!.guests]).toEqual([[5], [5], []]);
    drawings.endVisit(false);
    await saved([5]);
  });

  it('make room for those of another link, and nothing drawn is lost', async () => {
    drawings.visit(filled(8), SHAPE, 'link');
    drawings.add(filled(1));
    drawings.visit(filled(9), SHAPE, 'link');
    expect([shown(), own()]).toEqual([[9], [1]]);
    drawings.endVisit(false);
    expect(shown()).toEqual([1]);
    await saved([1]);
  });

  it('may come before one’s own are read, and be kept with them', async () => {
    drawings.add(filled(1));
    await saved([1]);
    open();
    drawings.visit(filled(9), SHAPE, 'link');
    await drawings.load();
    expect(shown()).toEqual([9]);
    drawings.endVisit(true);
    expect(shown()).toEqual([1, 9]);
    await saved([1, 9]);
  });
});
