import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { type Brush, drawSegment, type Point } from '../../data/brush.ts';
import { type History, record, redo, startHistory, undo } from '../../data/history.ts';
import { PIXELS, SIDE } from '../../data/imageSet.ts';
import type { PixelCanvasHandle } from './PixelCanvas.tsx';

const BLANK = new Uint8Array(PIXELS);

interface Stroke {
  readonly pointerId: number;
  readonly pixels: Uint8Array;
  readonly brush: Brush;
  last: Point | null;
}

/** The button that a pen's other end presses (Pointer Events, 4.1.3.1). */
const PEN_ERASER = 5;

/** The picture on the pad with its history, and the pointer's strokes on it. */
export function usePad(brush: Brush, canvas: RefObject<PixelCanvasHandle | null>) {
  const [history, setHistory] = useState<History<Uint8Array>>(() => startHistory(BLANK));
  // A stroke is painted as it comes, without React; only the whole stroke becomes state.
  const stroke = useRef<Stroke | null>(null);

  const extend = (event: PointerEvent<HTMLElement>) => {
    const current = stroke.current;
    if (current?.pointerId !== event.pointerId) return;
    const box = event.currentTarget.getBoundingClientRect();
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of moves.length > 0 ? moves : [event]) {
      const to = {
        x: ((clientX - box.left) / box.width) * SIDE,
        y: ((clientY - box.top) / box.height) * SIDE,
      };
      drawSegment(current.pixels, current.last ?? to, to, current.brush);
      current.last = to;
    }
    canvas.current?.paint(current.pixels);
  };

  const finish = (event: PointerEvent<HTMLElement>) => {
    const current = stroke.current;
    if (current?.pointerId !== event.pointerId) return;
    stroke.current = null;
    setHistory(before => record(before, current.pixels));
  };

  const start = (event: PointerEvent<HTMLElement>) => {
    const turned = event.button === PEN_ERASER;
    if (stroke.current || (event.button !== 0 && !turned)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    stroke.current = {
      pointerId: event.pointerId,
      pixels: history.present.slice(),
      brush: { ...brush, erases: brush.erases || turned },
      last: null,
    };
    extend(event);
  };

  return {
    pixels: history.present,
    hasInk: history.present.some(Boolean),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    clear: () => setHistory(before => record(before, BLANK)),
    /** Another picture, with a history of its own. */
    open: (pixels: Uint8Array = BLANK) => setHistory(startHistory(pixels)),
    strokes: {
      onPointerDown: start,
      onPointerMove: extend,
      onPointerUp: finish,
      onPointerCancel: finish,
      onLostPointerCapture: finish,
    },
  };
}

export type Pad = ReturnType<typeof usePad>;
