/** Pictures of bytes on a canvas, laid out in rows; the page scales the canvas up with hard edges. */
import { isPoint, type Shape, type Stored } from '../data/shape.ts';
import { CLOUD_SIDE, drawCloud } from './cloudPixels.ts';

/** Pixels between two pictures. */
export const GAP = 2;

/** Numbers from black to white: what is stored, or made for the screen. */
export type ShownPixels = Stored | Uint8ClampedArray;

/** More points than this share one square; fewer have one each, like pictures. */
const MOST_SQUARES = 256;

/** Size and number of the pictures in the grid. */
function tilesOf(shape: Shape, count: number, columns: number) {
  if (!isPoint(shape)) return { ...shape, tiles: count, across: Math.min(columns, count) };
  const tiles = count > MOST_SQUARES ? 1 : count;
  return { width: CLOUD_SIDE, height: CLOUD_SIDE, tiles, across: Math.min(columns, tiles) };
}

/** The canvas's size in pixels for `count` pictures. */
export function gridSize(shape: Shape, count: number, columns: number): { width: number; height: number } {
  const { width, height, tiles, across } = tilesOf(shape, count, columns);
  const rows = Math.ceil(tiles / across);
  return { width: across * (width + GAP) - GAP, height: rows * (height + GAP) - GAP };
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
    const { tiles, across } = tilesOf(shape, count, columns);
    const size = (2 * count) / tiles;
    for (let n = 0; n < tiles; n++) {
      const [left, top] = [n % across, Math.floor(n / across)].map(at => at * (CLOUD_SIDE + GAP));
      drawCloud(bytes.subarray(n * size, (n + 1) * size), data, width, left!, top!);
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
