import { MNIST_SHAPE } from '../mnistParts.ts';
import { type Shape, sizeOf } from '../shape.ts';

/** A zero: a soft elliptic ring, as light ink. Something to look at until the data has arrived, or without it. */
export function builtinZero(shape: Shape = MNIST_SHAPE): Uint8Array {
  const { height, width, channels } = shape;
  return Uint8Array.from({ length: sizeOf(shape) }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const x = ((pixel % width) - (width - 1) / 2) / (0.2215 * width);
    const y = (Math.floor(pixel / width) - (height - 1) / 2) / (0.3071 * height);
    const fromRing = Math.abs(Math.hypot(x, y) - 1) * 6.5;
    return Math.round(255 * Math.min(1, Math.max(0, 2.1 - fromRing)));
  });
}
