/** "My drawings", saved in the browser, and the drawings of a link or an opened run that are shown instead. */
import type { Drawings } from '../../data/imageSet.ts';
import { pictureOf, type Shape, sizeOf } from '../../data/shape.ts';
import type { DrawingsStorage } from '../../storage/drawingsStorage.ts';
import { newId } from '../../storage/newId.ts';
import type { Drawing } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import { derive } from '../memo.ts';
import { shapeInView } from '../settings/dataInView.ts';
import type { AppState, Visit } from '../state.ts';
import { drawingsSaver } from './drawingsSaver.ts';

const inOrder = (drawings: readonly Drawing[]) => [...drawings].sort((a, b) => a.order - b.order);

/**
 * One's own drawings and the visit's, of the settings' shape. The number of bytes tells a drawing's shape: no grey square
 * has as many as one in colour.
 */
export const drawingsOfShape = derive(
  [({ drawings }: AppState) => drawings.own, ({ drawings }: AppState) => drawings.visit, shapeInView],
  (own, visit, shape) => {
    const fitting = (drawings: readonly Drawing[]) =>
      drawings.filter(({ pixels }) => pixels.length === sizeOf(shape));
    return { own: fitting(own), visit: visit && { ...visit, guests: fitting(visit.guests) } };
  },
);

/** The drawings that the Data part shows and a new run trains on. */
export const shownDrawings = derive([drawingsOfShape], ({ own, visit }): readonly Drawing[] =>
  visit ? inOrder([...visit.guests, ...own.filter(({ id }) => visit.added.includes(id))]) : own,
);

/** Drawings in the form that the engine takes. */
export const asDrawings = (drawings: readonly Drawing[]): Drawings => {
  const size = drawings[0]?.pixels.length ?? 0;
  const pixels = new Uint8Array(drawings.length * size);
  drawings.forEach((drawing, i) => {
    pixels.set(drawing.pixels, i * size);
  });
  return { count: drawings.length, pixels };
};

export const drawingsInView = derive([shownDrawings], asDrawings);

export function createDrawings({ get, patch }: Context, storage: DrawingsStorage) {
  const save = drawingsSaver(storage, problem => patch('drawings', { problem }));
  const state = () => get().drawings;
  const isGuest = (id: string) => state().visit?.guests.some(guest => guest.id === id) ?? false;

  /** Adds a drawing to the user's own, or replaces the one with its id; during a visit it is shown, too. */
  const put = (drawing: Drawing) => {
    const { own, visit } = state();
    const others = own.filter(({ id }) => id !== drawing.id);
    patch('drawings', {
      own: inOrder([...others, drawing]),
      visit: visit && { ...visit, added: [...new Set([...visit.added, drawing.id])] },
    });
    void save(drawing.id, drawing);
  };
  const withoutGuest = (id: string) => {
    const { visit } = state();
    if (visit)
      patch('drawings', { visit: { ...visit, guests: visit.guests.filter(guest => guest.id !== id) } });
  };
  const lastOrder = () => shownDrawings(get()).at(-1)?.order ?? 0;

  const actions = {
    /** Adds pictures at the end of one's own. */
    add(...pictures: Uint8Array[]) {
      const last = Math.max(lastOrder(), state().own.at(-1)?.order ?? 0);
      pictures.forEach((pixels, i) => {
        put({ id: newId(), order: last + 1 + i, pixels: pixels.slice() });
      });
    },
    /** Saves a drawing. An edited guest becomes the user's own, under a new id. Returns the id. */
    replace(id: string, pixels: Uint8Array): string {
      const old = shownDrawings(get()).find(drawing => drawing.id === id);
      if (!old) return id;
      const changed = { ...old, id: isGuest(id) ? newId() : id, pixels: pixels.slice() };
      withoutGuest(id);
      put(changed);
      return changed.id;
    },
    /** Inserts a copy after the original. */
    duplicate(id: string) {
      const drawings = shownDrawings(get());
      const at = drawings.findIndex(drawing => drawing.id === id);
      const original = drawings[at];
      if (!original) return;
      const next = drawings[at + 1]?.order ?? original.order + 2;
      put({ id: newId(), order: (original.order + next) / 2, pixels: original.pixels.slice() });
    },
    remove(id: string) {
      const drawing = shownDrawings(get()).find(shown => shown.id === id);
      if (!drawing) return;
      const guest = isGuest(id);
      patch('drawings', { deleted: { drawing, guest } });
      if (guest) return withoutGuest(id);
      patch('drawings', { own: state().own.filter(drawing => drawing.id !== id) });
      void save(id, null);
    },
    undoRemove() {
      const { deleted, visit } = state();
      if (!deleted) return;
      patch('drawings', { deleted: null });
      if (!deleted.guest || !visit) return put(deleted.drawing);
      patch('drawings', { visit: { ...visit, guests: inOrder([...visit.guests, deleted.drawing]) } });
    },
    /** Shows pictures [count, height, width, channels] in place of one's own, before which they stand in order. */
    visit(pixels: Uint8Array, shape: Shape, from: Visit['from']) {
      const count = pixels.length / sizeOf(shape);
      const guests = Array.from({ length: count }, (_, i) => ({
        id: newId(),
        order: i - count,
        pixels: pictureOf(pixels, shape, i).slice(),
      }));
      patch('drawings', { visit: { from, guests, added: [] }, deleted: null });
    },
    /** Ends a visit, keeping the guests among the user's own or dropping them. */
    endVisit(keep: boolean) {
      const { visit } = state();
      if (!visit) return;
      patch('drawings', { visit: null, deleted: null });
      if (keep) actions.add(...visit.guests.map(({ pixels }) => pixels));
    },
    /**
     * Shows what a run trains on: one's own drawings if they are the same, or else the run's.
     *
     * @param pixels of the run's drawings, of `shape`; null if it trains on another data set.
     */
    showOfRun(pixels: Uint8Array | null, shape: Shape) {
      const { own, visit } = state();
      const fitting = own.filter(drawing => drawing.pixels.length === sizeOf(shape));
      const areOwn = pixels !== null && equal(pixels, asDrawings(fitting).pixels);
      if (areOwn || (!pixels && visit?.from === 'run')) actions.endVisit(false);
      else if (pixels && !equal(pixels, drawingsInView(get()).pixels)) actions.visit(pixels, shape, 'run');
    },
    async load() {
      try {
        const stored = await storage.load();
        const { own } = state();
        const known = new Set(own.map(({ id }) => id));
        patch('drawings', { own: inOrder([...own, ...stored.filter(({ id }) => !known.has(id))]) });
      } catch {
        patch('drawings', {
          problem: 'This browser does not let the page keep drawings. They last until this tab closes.',
        });
      }
      patch('drawings', { loaded: true });
    },
  };
  return actions;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export type DrawingsActions = ReturnType<typeof createDrawings>;
