import { PIXELS, SIDE } from './imageSet.ts';

/**
 * A picture of any size, as RGBA bytes, made into a drawing: fitted into 28 x 28 and centred, grey, ink bright on
 * paper of 0. Whether the picture is dark on light is told by its border, and so is how dark the paper is: a
 * photographed sheet is grey, not white.
 */
export function toDrawing(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const grey = toGrey(rgba);
  const border = median(borderOf(grey, width, height));
  const inverted = border > 127;
  const paper = inverted ? 255 - border : border;
  const ink = grey.map(value => Math.max(0, ((inverted ? 255 - value : value) - paper) / (255 - paper)));
  return scaleToSide(ink, width, height);
}

/** Brightness 0..255 (ITU-R BT.601) before a backdrop on which half-transparent ink stands out. */
function toGrey(rgba: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(rgba.length / 4);
  let visible = 0;
  let brightness = 0;
  for (let i = 0; i < grey.length; i++) {
    const alpha = rgba[4 * i + 3]! / 255;
    grey[i] = 0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!;
    visible += alpha;
    brightness += alpha * grey[i]!;
  }
  const backdrop = brightness > 127 * visible ? 0 : 255;
  return grey.map((value, i) => backdrop + (value - backdrop) * (rgba[4 * i + 3]! / 255));
}

function borderOf(grey: Float32Array, width: number, height: number): Float32Array {
  return grey.filter((_, i) => {
    const x = i % width;
    return x === 0 || x === width - 1 || i < width || i >= width * (height - 1);
  });
}

const median = (values: Float32Array): number => values.toSorted()[values.length >> 1] ?? 0;

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
