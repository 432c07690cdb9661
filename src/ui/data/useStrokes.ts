import { type PointerEvent, useRef } from 'react';
import { type Brush, drawSegment, type Point } from '../../data/brush.ts';
import type { Shape } from '../../data/shape.ts';

interface Stroke {
  readonly pointerId: number;
  readonly touch: boolean;
  /** As it was before the stroke. */
  readonly before: Uint8Array;
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

  const discard = () => {
    if (stroke.current) surface.live(stroke.current.before);
    stroke.current = null;
  };

  const start = (event: PointerEvent<HTMLElement>) => {
    const turned = event.button === PEN_ERASER;
    if (event.button !== 0 && !turned) return;
    // A hand that rests on the screen touches before its pen does.
    if (stroke.current?.touch && event.pointerType === 'pen') discard();
    if (stroke.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const pixels = surface.begin();
    stroke.current = {
      pointerId: event.pointerId,
      touch: event.pointerType === 'touch',
      before: pixels.slice(),
      pixels,
      brush: { ...brush, erases: brush.erases || turned },
      last: null,
    };
    extend(event);
  };

  return {
    onPointerDown: start,
    onPointerMove: extend,
    onPointerUp: finish,
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      if (stroke.current?.pointerId === event.pointerId) discard();
    },
    onLostPointerCapture: finish,
  };
}
