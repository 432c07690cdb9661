import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { drawGrid } from '../../render/pictures.ts';

export interface PixelCanvasHandle {
  /** Shows `pixels`, [28, 28] bytes, at once and without React. */
  paint(pixels: Uint8Array): void;
}

interface Props {
  readonly pixels: Uint8Array;
  readonly ref?: Ref<PixelCanvasHandle>;
}

/** One picture, light ink on dark as MNIST has it. What it shows is said by the element around it. */
export function PixelCanvas({ pixels, ref }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paint(canvas.current, pixels), [pixels]);
  useImperativeHandle(ref, () => ({ paint: live => paint(canvas.current, live) }), []);
  return <canvas ref={canvas} className="pixels" aria-hidden />;
}

function paint(canvas: HTMLCanvasElement | null, pixels: Uint8Array): void {
  if (canvas) drawGrid(canvas, pixels, 1, 1);
}
