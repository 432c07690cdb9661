import { createStore } from 'zustand/vanilla';
import { PIXELS } from '../data/imageSet.ts';
import type { Drawings } from '../protocol/messages.ts';
import { browserDrawings, type DrawingsStorage } from '../storage/drawingsStorage.ts';
import { newId } from '../storage/newId.ts';
import type { Drawing } from '../storage/tables.ts';
import { drawingsSaver } from './drawingsSaver.ts';

export interface DrawingsState {
  /** In the order shown. */
  readonly drawings: readonly Drawing[];
  /** False until what was saved has been read, or could not be. */
  readonly loaded: boolean;
  /** Why drawings are not kept, in a sentence for the screen. */
  readonly problem: string | null;
  /** The drawing deleted last, while it can be brought back. */
  readonly deleted: Drawing | null;
  /** One's own, kept aside while those of a link are shown, which are saved only if somebody keeps them; else null. */
  readonly aside: readonly Drawing[] | null;

  load(): Promise<void>;
  /** Adds pictures, [28, 28] bytes each, at the end. */
  add(...pictures: Uint8Array[]): void;
  replace(id: string, pixels: Uint8Array): void;
  /** Puts a copy behind the original. */
  duplicate(id: string): void;
  remove(id: string): void;
  undoRemove(): void;
  /** Shows pictures [count, 28, 28] that came with a link. */
  visit(pixels: Uint8Array): void;
  /** Ends a visit: with the guests among one's own, or without them. */
  endVisit(keep: boolean): void;
}

/** "My drawings", kept in `storage`. Every change shows at once and is saved behind it. */
export function createDrawingsStore(storage: DrawingsStorage) {
  return createStore<DrawingsState>((set, get) => {
    const saver = drawingsSaver(storage, problem => set({ problem }));
    const save = async (id: string, drawing: Drawing | null) => {
      if (get().aside === null) await saver(id, drawing);
    };
    const inOrder = (drawings: Drawing[]) => drawings.sort((a, b) => a.order - b.order);

    const put = (drawing: Drawing) => {
      const others = get().drawings.filter(({ id }) => id !== drawing.id);
      set({ drawings: inOrder([...others, drawing]) });
      void save(drawing.id, drawing);
    };

    return {
      drawings: [],
      loaded: false,
      problem: null,
      deleted: null,
      aside: null,

      async load() {
        try {
          const stored = await storage.load();
          const { drawings, aside } = get();
          const known = new Set((aside ?? drawings).map(({ id }) => id));
          const all = inOrder([...(aside ?? drawings), ...stored.filter(({ id }) => !known.has(id))]);
          set(aside === null ? { drawings: all } : { aside: all });
        } catch {
          set({
            problem: 'This browser does not let the page keep drawings. They last until this tab closes.',
          });
        }
        set({ loaded: true });
      },

      add(...pictures) {
        for (const pixels of pictures) {
          put({ id: newId(), order: (get().drawings.at(-1)?.order ?? 0) + 1, pixels: pixels.slice() });
        }
      },

      replace(id, pixels) {
        const old = get().drawings.find(drawing => drawing.id === id);
        if (old) put({ ...old, pixels: pixels.slice() });
      },

      duplicate(id) {
        const { drawings } = get();
        const at = drawings.findIndex(drawing => drawing.id === id);
        const original = drawings[at];
        if (!original) return;
        const next = drawings[at + 1]?.order ?? original.order + 2;
        put({ id: newId(), order: (original.order + next) / 2, pixels: original.pixels.slice() });
      },

      remove(id) {
        const deleted = get().drawings.find(drawing => drawing.id === id);
        if (!deleted) return;
        set({ drawings: get().drawings.filter(drawing => drawing.id !== id), deleted });
        void save(id, null);
      },

      undoRemove() {
        const { deleted } = get();
        if (!deleted) return;
        set({ deleted: null });
        put(deleted);
      },

      visit(pixels) {
        const { aside, drawings } = get();
        const guests = Array.from({ length: pixels.length / PIXELS }, (_, i) => ({
          id: newId(),
          order: i + 1,
          pixels: pixels.slice(i * PIXELS, (i + 1) * PIXELS),
        }));
        set({ aside: aside ?? drawings, drawings: guests, deleted: null });
      },

      endVisit(keep) {
        const { aside, drawings: guests } = get();
        if (aside === null) return;
        set({ aside: null, drawings: aside, deleted: null });
        if (keep) get().add(...guests.map(({ pixels }) => pixels));
      },
    };
  });
}

/** The drawings as the engine takes them. */
export function asDrawings(drawings: readonly Drawing[]): Drawings {
  const pixels = new Uint8Array(drawings.length * PIXELS);
  drawings.forEach((drawing, i) => {
    pixels.set(drawing.pixels, i * PIXELS);
  });
  return { count: drawings.length, pixels };
}

export const drawingsStore = createDrawingsStore(browserDrawings);
