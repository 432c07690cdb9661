import { type RefObject, useState } from 'react';
import type { Brush } from '../../data/brush.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import { type Shape, sizeOf } from '../../data/shape.ts';
import type { PixelCanvasHandle } from './PixelCanvas.tsx';
import { useStrokes } from './useStrokes.ts';

/** A picture to draw on, which lives as long as the component. */
export function usePad(
  brush: Brush,
  canvas: RefObject<PixelCanvasHandle | null>,
  shape: Shape,
  initial: Uint8Array,
) {
  const [history, change] = useState<History<Uint8Array>>(() => startHistory(initial));
  return usePadOf(history, change, brush, shape, canvas);
}

/** The picture on the pad with its history, and the pointer's strokes on it. */
export function usePadOf(
  history: History<Uint8Array>,
  change: (how: (history: History<Uint8Array>) => History<Uint8Array>) => void,
  brush: Brush,
  shape: Shape,
  canvas: RefObject<PixelCanvasHandle | null>,
) {
  /** Replaces the picture; undo restores it. */
  const put = (pixels: Uint8Array) => change(before => record(before, pixels));
  const strokes = useStrokes(brush, shape, {
    begin: () => history.present.slice(),
    live: pixels => canvas.current?.paint(pixels),
    finish: put,
  });

  return {
    pixels: history.present,
    hasInk: history.present.some(Boolean),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => change(undo),
    redo: () => change(redo),
    clear: () => put(new Uint8Array(sizeOf(shape))),
    put,
    strokes,
  };
}

export type Pad = ReturnType<typeof usePadOf>;
