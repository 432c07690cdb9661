import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { SIDE } from '../../data/imageSet.ts';

export interface PixelCanvasHandle {
  /** Shows `pixels`, [28, 28] bytes, at once and without React. */
  paint(pixels: Uint8Array): void;
}

interface Props {
  readonly pixels: Uint8Array;
  readonly className?: string;
  readonly ref?: Ref<PixelCanvasHandle>;
}

/** One picture of the data, light ink on dark as MNIST has it. What it shows is said by the element around it. */
export function PixelCanvas({ pixels, className, ref }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paint(canvas.current, pixels), [pixels]);
  useImperativeHandle(ref, () => ({ paint: live => paint(canvas.current, live) }), []);
  return <canvas ref={canvas} className={className} width={SIDE} height={SIDE} aria-hidden />;
}

function paint(canvas: HTMLCanvasElement | null, pixels: Uint8Array): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  const image = context.createImageData(SIDE, SIDE);
  pixels.forEach((ink, i) => {
    image.data.set([ink, ink, ink, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
}
