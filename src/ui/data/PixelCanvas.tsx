import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { drawGrid } from '../../render/pictures.ts';

export interface PixelCanvasHandle {
  /** Shows `pixels`, [28, 28] bytes, at once and without React. */
  paint(pixels: Uint8Array): void;
}

interface Props {
  readonly pixels: Uint8Array;
  /** Maps pixels to their appearance. Default: unchanged. Keep it stable. */
  readonly shown?: (pixels: Uint8Array) => Uint8Array;
  readonly ref?: Ref<PixelCanvasHandle>;
}

/** One picture, light ink on dark like MNIST. The surrounding element describes it to screen readers. */
const asTheyAre = (pixels: Uint8Array): Uint8Array => pixels;

export function PixelCanvas({ pixels, shown = asTheyAre, ref }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paint(canvas.current, shown(pixels)), [pixels, shown]);
  useImperativeHandle(ref, () => ({ paint: live => paint(canvas.current, shown(live)) }), [shown]);
  return <canvas ref={canvas} className="pixels" aria-hidden />;
}

function paint(canvas: HTMLCanvasElement | null, pixels: Uint8Array): void {
  if (canvas) drawGrid(canvas, pixels, 1, 1);
}
