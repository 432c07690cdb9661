/** Pictures of bytes on a canvas, laid out in rows; the page scales the canvas up with hard edges. */
import { isPoint, type Shape, type Stored } from '../data/shape.ts';
import { CLOUD_SIDE, drawCloud } from './cloudPixels.ts';

/** Pixels between two pictures. */
export const GAP = 2;

/** Numbers from black to white: what is stored, or made for the screen. */
export type ShownPixels = Stored | Uint8ClampedArray;

/** Points stand side by side where they make one row, like frames; else they share one square. */
const cloudsOf = (count: number, columns: number): number => (columns >= count ? count : 1);

/** The canvas's size in pixels for `count` pictures. */
export function gridSize(shape: Shape, count: number, columns: number): { width: number; height: number } {
  if (isPoint(shape)) {
    return { width: cloudsOf(count, columns) * (CLOUD_SIDE + GAP) - GAP, height: CLOUD_SIDE };
  }
  const across = Math.min(columns, count);
  const rows = Math.ceil(count / across);
  return { width: across * (shape.width + GAP) - GAP, height: rows * (shape.height + GAP) - GAP };
}

/** RGBA of the grid: [count, height, width, channels] bytes as greys or colours, the gaps transparent; points as a cloud. */
export function gridPixels(
  bytes: ShownPixels,
  shape: Shape,
  count: number,
  columns: number,
): { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> } {
  const { width, height } = gridSize(shape, count, columns);
  const data = new Uint8ClampedArray(4 * width * height);
  if (isPoint(shape)) {
    const clouds = cloudsOf(count, columns);
    const size = (2 * count) / clouds;
    for (let n = 0; n < clouds; n++) {
      drawCloud(bytes.subarray(n * size, (n + 1) * size), data, width, n * (CLOUD_SIDE + GAP));
    }
    return { width, height, data };
  }
  const { height: pictureHeight, width: pictureWidth, channels } = shape;
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  let from = 0;
  for (let n = 0; n < count; n++) {
    const left = (n % columns) * (pictureWidth + GAP);
    const top = Math.floor(n / columns) * (pictureHeight + GAP);
    for (let y = top; y < top + pictureHeight; y++) {
      let to = 4 * (y * width + left);
      for (let x = 0; x < pictureWidth; x++, to += 4, from += channels) {
        data[to] = bytes[from]!;
        data[to + 1] = bytes[from + green]!;
        data[to + 2] = bytes[from + blue]!;
        data[to + 3] = 255;
      }
    }
  }
  return { width, height, data };
}

/** Sizes the canvas and draws the pictures on it. */
export function drawGrid(
  canvas: HTMLCanvasElement,
  bytes: ShownPixels,
  shape: Shape,
  count: number,
  columns: number,
): void {
  const { width, height, data } = gridPixels(bytes, shape, count, columns);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
}
