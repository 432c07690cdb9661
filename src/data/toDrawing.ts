import { findInk } from './findInk.ts';
import { PIXELS, SIDE } from './imageSet.ts';

/** Fainter than this everywhere, out of 255, nobody sees it. */
const FAINTEST = 12;

/**
 * A picture of any size, as RGBA bytes, made into a drawing: fitted into 28 x 28 and centred, grey, ink bright on
 * paper of 0. Null where nothing in it stands out from its border.
 */
export function toDrawing(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array | null {
  const ink = findInk(rgba, width, height);
  const drawing = ink && scaleToSide(ink, width, height);
  return drawing?.some(value => value >= FAINTEST) ? drawing : null;
}

/** Scales `ink`, values 0..1, by averaging areas, so that thin lines do not fall between the samples. */
function scaleToSide(ink: Float32Array, width: number, height: number): Uint8Array {
  const perPixel = Math.max(width, height) / SIDE;
  const left = (SIDE * perPixel - width) / 2;
  const top = (SIDE * perPixel - height) / 2;
  const drawing = new Uint8Array(PIXELS);
  for (let row = 0; row < SIDE; row++) {
    const rows = overlaps(row * perPixel - top, perPixel, height);
    for (let column = 0; column < SIDE; column++) {
      let sum = 0;
      for (const [x, partX] of overlaps(column * perPixel - left, perPixel, width)) {
        for (const [y, partY] of rows) sum += partX * partY * ink[y * width + x]!;
      }
      drawing[row * SIDE + column] = Math.round((255 * sum) / (perPixel * perPixel));
    }
  }
  return drawing;
}

/** The cells of 0..count - 1 that [start, start + length) touches, each with how much of it. */
function overlaps(start: number, length: number, count: number): [cell: number, part: number][] {
  const cells: [number, number][] = [];
  const end = Math.min(count, start + length);
  for (let cell = Math.max(0, Math.floor(start)); cell < end; cell++) {
    cells.push([cell, Math.min(end, cell + 1) - Math.max(start, cell)]);
  }
  return cells;
}
