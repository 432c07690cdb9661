import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Shape } from '../../data/shape.ts';
import { drawGrid } from '../../render/pictures.ts';

export interface PixelCanvasHandle {
  /** Shows `pixels` at once and without React. */
  paint(pixels: Uint8Array): void;
}

interface Props {
  readonly pixels: Uint8Array;
  /** Of what is shown. */
  readonly shape: Shape;
  /** Maps pixels to their appearance. Default: unchanged. Keep it stable. */
  readonly shown?: (pixels: Uint8Array) => Uint8Array;
  readonly ref?: Ref<PixelCanvasHandle>;
}

/** One picture, light ink on dark like MNIST. The surrounding element describes it to screen readers. */
const asTheyAre = (pixels: Uint8Array): Uint8Array => pixels;

export function PixelCanvas({ pixels, shape, shown = asTheyAre, ref }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paint(canvas.current, shape, shown(pixels)), [pixels, shape, shown]);
  useImperativeHandle(ref, () => ({ paint: live => paint(canvas.current, shape, shown(live)) }), [
    shape,
    shown,
  ]);
  return <canvas ref={canvas} className="pixels" aria-hidden />;
}

function paint(canvas: HTMLCanvasElement | null, shape: Shape, pixels: Uint8Array): void {
  if (canvas) drawGrid(canvas, pixels, shape, 1, 1);
}
