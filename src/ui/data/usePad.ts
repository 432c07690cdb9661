import { type RefObject, useState } from 'react';
import type { Brush } from '../../data/brush.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import { PIXELS } from '../../data/imageSet.ts';
import type { PixelCanvasHandle } from './PixelCanvas.tsx';
import { useStrokes } from './useStrokes.ts';

const BLANK = new Uint8Array(PIXELS);

/** The picture on the pad with its history, and the pointer's strokes on it. */
export function usePad(
  brush: Brush,
  canvas: RefObject<PixelCanvasHandle | null>,
  initial: Uint8Array = BLANK,
) {
  const [history, setHistory] = useState<History<Uint8Array>>(() => startHistory(initial));
  const strokes = useStrokes(brush, {
    begin: () => history.present.slice(),
    live: pixels => canvas.current?.paint(pixels),
    finish: pixels => setHistory(before => record(before, pixels)),
  });

  return {
    pixels: history.present,
    hasInk: history.present.some(Boolean),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    clear: () => setHistory(before => record(before, BLANK)),
    /** Another picture in this one's place, which undo brings back. */
    put: (pixels: Uint8Array) => setHistory(before => record(before, pixels)),
    /** Another picture, with a history of its own. */
    open: (pixels: Uint8Array = BLANK) => setHistory(startHistory(pixels)),
    strokes,
  };
}

export type Pad = ReturnType<typeof usePad>;
