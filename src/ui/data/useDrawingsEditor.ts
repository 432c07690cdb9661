import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Brush } from '../../data/brush.ts';
import type { Drawing } from '../../storage/tables.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import type { PixelCanvasHandle } from './PixelCanvas.tsx';
import { usePad } from './usePad.ts';

/** What is on the pad: a new drawing, or one of the list being edited. Leaving it keeps it; nothing drawn is lost. */
export function useDrawingsEditor() {
  const { drawings, add, replace, duplicate, remove } = useStore(drawingsStore);
  const [editingId, setEditingId] = useState<string | null>(null);
  const [brush, setBrush] = useState<Brush>({ radius: 1.2, erases: false });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePad(brush, canvas);
  const editing = drawings.find(({ id }) => id === editingId) ?? null;
  const canKeep = pad.canUndo && pad.hasInk;

  const keep = () => {
    if (!canKeep) return;
    if (editing) replace(editing.id, pad.pixels);
    else add(pad.pixels);
  };
  const show = (drawing: Drawing | null) => {
    setEditingId(drawing?.id ?? null);
    pad.open(drawing?.pixels);
  };

  return {
    drawings,
    editing,
    canKeep,
    pad,
    canvas,
    brush,
    setBrush,
    /** Keeps what is on the pad and puts another drawing there, or none. */
    open(drawing: Drawing | null) {
      keep();
      show(drawing);
    },
    duplicate(drawing: Drawing) {
      if (drawing.id === editingId) keep();
      duplicate(drawing.id);
    },
    remove(drawing: Drawing) {
      remove(drawing.id);
      if (drawing.id === editingId) show(null);
    },
  };
}
