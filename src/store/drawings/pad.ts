/** The pad, on which a drawing is made or changed. What is on it stays there while the editor is closed. */
import { type History, startHistory } from '../../data/history.ts';
import type { Drawing } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import { derive } from '../memo.ts';
import { type AppState, blankPad } from '../state.ts';
import { type DrawingsActions, shownDrawings } from './drawings.ts';

/** What is on the pad, the drawing that it will be put in the place of, and whether it is worth keeping. */
export const padInView = derive([({ drawings }: AppState) => drawings.pad, shownDrawings], (pad, shown) => {
  const editing = shown.find(({ id }) => id === pad.editing) ?? null;
  // Where the drawing that it was opened for has left, what was drawn on it since stays, as a new one.
  const left = pad.editing !== null && !editing && pad.history.past.length === 0;
  const { history } = left ? blankPad() : pad;
  const { present } = history;
  const kept = editing?.pixels.every((pixel, i) => pixel === present[i]) ?? false;
  return { editing, history, unkept: !kept && present.some(Boolean) };
});

export function createPad({ get, patch }: Context, { add, replace, duplicate, remove }: DrawingsActions) {
  const put = (editing: string | null, history: History<Uint8Array>) =>
    patch('drawings', { pad: { editing, history } });
  const show = (drawing: Drawing | null) =>
    put(drawing?.id ?? null, drawing ? startHistory(drawing.pixels) : blankPad().history);
  /** Returns the id of what was kept, where it has one. */
  const keep = (): string | null => {
    const { editing, history, unkept } = padInView(get());
    if (unkept && editing) return replace(editing.id, history.present);
    if (unkept) add(history.present);
    return editing?.id ?? null;
  };

  return {
    /** A stroke, or a step back or forward. */
    draw(change: (history: History<Uint8Array>) => History<Uint8Array>) {
      const { editing, history } = padInView(get());
      put(editing?.id ?? null, change(history));
    },
    /** Keeps what is on the pad and puts another drawing there, or none. */
    open(drawing: Drawing | null) {
      keep();
      show(drawing);
    },
    /** Copies a drawing as it is on the pad, if it is there. */
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
