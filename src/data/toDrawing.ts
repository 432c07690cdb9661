import { findInk } from './findInk.ts';
import { type Shape, sizeOf } from './shape.ts';

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
  const drawing = new Uint8Array(sizeOf(shape));
  for (let c = 0; c < shape.channels; c++) {
    const values = shape.channels === 1 ? ink : ink.map((cover, i) => (cover * rgba[4 * i + c]!) / 255);
    scaleInto(drawing, shape, c, values, width, height);
  }
  return drawing.some(value => value >= FAINTEST) ? drawing : null;
}

/** Scales `values`, 0..1, by averaging areas, so that thin lines do not fall between the samples. */
function scaleInto(
  drawing: Uint8Array,
  shape: Shape,
  channel: number,
  values: Float32Array,
  width: number,
  height: number,
): void {
  const perPixel = Math.max(width / shape.width, height / shape.height);
  const left = (shape.width * perPixel - width) / 2;
  const top = (shape.height * perPixel - height) / 2;
  for (let row = 0; row < shape.height; row++) {
    const rows = overlaps(row * perPixel - top, perPixel, height);
    for (let column = 0; column < shape.width; column++) {
      let sum = 0;
      for (const [x, partX] of overlaps(column * perPixel - left, perPixel, width)) {
        for (const [y, partY] of rows) sum += partX * partY * values[y * width + x]!;
      }
      drawing[(row * shape.width + column) * shape.channels + channel] = Math.round(
        (255 * sum) / (perPixel * perPixel),
      );
    }
  }
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
