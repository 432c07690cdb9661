/** Draws pictures of 28 x 28 bytes on a canvas, in rows; the page scales the canvas up with hard edges. */

export const PICTURE_SIDE = 28;
/** Pixels between two pictures. */
const GAP = 2;

/** The canvas's size in pixels for `count` pictures. */
export function gridSize(count: number, columns: number): { width: number; height: number } {
  const across = Math.min(columns, count);
  const rows = Math.ceil(count / across);
  return { width: across * (PICTURE_SIDE + GAP) - GAP, height: rows * (PICTURE_SIDE + GAP) - GAP };
}

/** Each grey as a 32-bit pixel: three equal bytes and an opaque alpha, in the machine's byte order. */
const PIXEL_OF_GREY = new Uint32Array(
  Uint8Array.from({ length: 4 * 256 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2)).buffer,
);

/** RGBA of the grid: [count, 28, 28] bytes as greys, with transparent gaps. */
export function gridPixels(
  bytes: Uint8Array | Uint8ClampedArray,
  count: number,
  columns: number,
): { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> } {
  const { width, height } = gridSize(count, columns);
  const pixels = new Uint32Array(width * height);
  let from = 0;
  for (let n = 0; n < count; n++) {
    const left = (n % columns) * (PICTURE_SIDE + GAP);
    const top = Math.floor(n / columns) * (PICTURE_SIDE + GAP);
    for (let y = top; y < top + PICTURE_SIDE; y++) {
      const row = y * width + left;
      for (let x = 0; x < PICTURE_SIDE; x++) pixels[row + x] = PIXEL_OF_GREY[bytes[from++]!]!;
    }
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

/** Sizes the canvas and draws the pictures on it. */
export function drawGrid(
  canvas: HTMLCanvasElement,
  bytes: Uint8Array | Uint8ClampedArray,
  count: number,
  columns: number,
): void {
  const { width, height, data } = gridPixels(bytes, count, columns);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
}
