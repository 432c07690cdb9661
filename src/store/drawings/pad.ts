/** The pad on which a drawing is made or edited. It keeps its contents while the editor is closed. */
import { type History, startHistory } from '../../data/history.ts';
import { sizeOf } from '../../data/shape.ts';
import type { Drawing } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import { derive } from '../memo.ts';
import { shapeInView } from '../settings/dataInView.ts';
import { type AppState, blankPad } from '../state.ts';
import { type DrawingsActions, shownDrawings } from './drawings.ts';

/** The pad's pixels, the drawing that they will replace, and whether they are worth keeping. */
export const padInView = derive(
  [({ drawings }: AppState) => drawings.pad, shownDrawings, shapeInView],
  (pad, shown, shape) => {
    const editing = shown.find(({ id }) => id === pad.editing) ?? null;
    // If the drawing being edited has been deleted, the edits are kept as a new one.
    const left = pad.editing !== null && !editing && pad.history.past.length === 0;
    // What was drawn in another shape waits until that is chosen again.
    const other = pad.history.present.length !== sizeOf(shape);
    const { history } = left || other ? blankPad(shape) : pad;
    const { present } = history;
    const kept = editing?.pixels.every((pixel, i) => pixel === present[i]) ?? false;
    return { editing, history, unkept: !kept && present.some(Boolean) };
  },
);

export function createPad({ get, patch }: Context, { add, replace, duplicate, remove }: DrawingsActions) {
  const put = (editing: string | null, history: History<Uint8Array>) => {
    // What was drawn in another shape and not added yet joins one's own, rather than being drawn over.
    const { present, past } = get().drawings.pad.history;
    if (present.length !== history.present.length && past.length > 0 && present.some(Boolean)) add(present);
    patch('drawings', { pad: { editing, history } });
  };
  const show = (drawing: Drawing | null) =>
    put(drawing?.id ?? null, drawing ? startHistory(drawing.pixels) : blankPad(shapeInView(get())).history);
  /** Saves the pad; returns the drawing's id, if it has one. */
  const keep = (): string | null => {
    const { editing, history, unkept } = padInView(get());
    if (unkept && editing) return replace(editing.id, history.present);
    if (unkept) add(history.present);
    return editing?.id ?? null;
  };

  return {
    /** Draws, undoes or redoes. */
    draw(change: (history: History<Uint8Array>) => History<Uint8Array>) {
      const { editing, history } = padInView(get());
      put(editing?.id ?? null, change(history));
    },
    /** Saves the pad, then loads another drawing or clears it. */
    open(drawing: Drawing | null) {
      keep();
      show(drawing);
    },
    /** Duplicates a drawing, with its unsaved edits if it is on the pad. */
    duplicate(drawing: Drawing) {
      const { editing, history } = padInView(get());
      if (editing !== drawing) return duplicate(drawing.id);
      const id = keep() ?? drawing.id;
      duplicate(id);
      put(id, history);
    },
    remove(drawing: Drawing) {
      const open = padInView(get()).editing === drawing;
      remove(drawing.id);
      if (open) show(null);
    },
  };
}

export type PadActions = ReturnType<typeof createPad>;
