import { type PointerEvent, useRef } from 'react';
import { type Brush, drawSegment, type Point } from '../../data/brush.ts';
import type { Shape } from '../../data/shape.ts';

interface Stroke {
  readonly pointerId: number;
  readonly pixels: Uint8Array;
  readonly brush: Brush;
  last: Point | null;
}

interface Surface {
  /** The bytes that a new stroke draws on, and may change. */
  begin(): Uint8Array;
  /** Called with the stroke so far, to be shown without React. */
  live(pixels: Uint8Array): void;
  /** Called with the finished stroke. */
  finish(pixels: Uint8Array): void;
}

/** The button of a pen's eraser end (Pointer Events, 4.1.3.1). */
const PEN_ERASER = 5;

/** Listeners that turn a pointer's path over an element into brush strokes. */
export function useStrokes(brush: Brush, shape: Shape, surface: Surface) {
  // Painted without React while it is drawn; only the finished stroke becomes state.
  const stroke = useRef<Stroke | null>(null);

  const extend = (event: PointerEvent<HTMLElement>) => {
    const current = stroke.current;
    if (current?.pointerId !== event.pointerId) return;
    const box = event.currentTarget.getBoundingClientRect();
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of moves.length > 0 ? moves : [event]) {
      const to = {
        x: ((clientX - box.left) / box.width) * shape.width,
        y: ((clientY - box.top) / box.height) * shape.height,
      };
      drawSegment(current.pixels, shape, current.last ?? to, to, current.brush);
      current.last = to;
    }
    surface.live(current.pixels);
  };

  const finish = (event: PointerEvent<HTMLElement>) => {
    const current = stroke.current;
    if (current?.pointerId !== event.pointerId) return;
    stroke.current = null;
    surface.finish(current.pixels);
  };

  const start = (event: PointerEvent<HTMLElement>) => {
    const turned = event.button === PEN_ERASER;
    if (stroke.current || (event.button !== 0 && !turned)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    stroke.current = {
      pointerId: event.pointerId,
      pixels: surface.begin(),
      brush: { ...brush, erases: brush.erases || turned },
      last: null,
    };
    extend(event);
  };

  return {
    onPointerDown: start,
    onPointerMove: extend,
    onPointerUp: finish,
    onPointerCancel: finish,
    onLostPointerCapture: finish,
  };
}
