import { findInk } from './findInk.ts';
import { scalePicture } from './scalePicture.ts';
import type { Shape } from './shape.ts';

/** Fainter than this everywhere, out of 255, nobody sees it. */
const FAINTEST = 12;

/**
 * A picture of any size, as RGBA bytes, made into a drawing of `shape`: fitted in and centred. A grey one has ink bright
 * on paper of 0; one in colour has its own colours where there is ink, and black for paper. Null where nothing in it
 * stands out from its border.
 */
export function toDrawing(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  shape: Shape,
): Uint8Array | null {
  const ink = findInk(rgba, width, height);
  if (!ink) return null;
  const values = shape.channels === 1 ? ink : inColours(ink, rgba);
  const scaled = scalePicture(values, width, height, shape, 'fit');
  const drawing = Uint8Array.from(scaled, value => Math.round(255 * value));
  return drawing.some(value => value >= FAINTEST) ? drawing : null;
}

/** [height, width, 3]: each colour where there is ink, in 0..1. */
const inColours = (ink: Float32Array, rgba: Uint8ClampedArray): Float32Array =>
  Float32Array.from({ length: 3 * ink.length }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return (ink[pixel]! * rgba[4 * pixel + (i % 3)]!) / 255;
  });
