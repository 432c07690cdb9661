/** Points in the plane as pixels, where the page has room for a small picture: the square [-1, 1]², y upwards. */
import type { Stored } from '../data/shape.ts';

/** Pixels of the square's sides. */
export const CLOUD_SIDE = 64;
/** Half the side of a dot, in pixels: one point alone is larger than each of many. */
const DOT = { alone: 3, many: 0 };

/**
 * Writes points [count, 2], in bytes or 16 bits, as one light cloud on dark into RGBA `data`, `width` pixels wide, with the
 * square's upper left corner at (left, top).
 */
export function drawCloud(
  points: Stored | Uint8ClampedArray,
  data: Uint8ClampedArray,
  width: number,
  left: number,
  top: number,
): void {
  const full = points instanceof Uint16Array ? 65_535 : 255;
  const count = points.length / 2;
  const dot = count === 1 ? DOT.alone : DOT.many;
  const fill = (row: number, from: number, to: number, grey: number) => {
    const start = (top + row) * width + left;
    for (let i = start + from; i <= start + to; i++) {
      data.fill(grey, 4 * i, 4 * i + 3);
      data[4 * i + 3] = 255;
    }
  };
  const within = (pixel: number) => Math.min(CLOUD_SIDE - 1, Math.max(0, pixel));
  for (let row = 0; row < CLOUD_SIDE; row++) fill(row, 0, CLOUD_SIDE - 1, 0);
  for (let n = 0; n < count; n++) {
    const [x, y] = [0, 1].map(c => Math.round((points[2 * n + c]! / full) * (CLOUD_SIDE - 1)));
    const middle = CLOUD_SIDE - 1 - y!;
    for (let row = within(middle - dot); row <= within(middle + dot); row++) {
      fill(row, within(x! - dot), within(x! + dot), 255);
    }
  }
}
