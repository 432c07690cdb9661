/** Scaling of pictures by averaging areas, so that thin lines do not fall between the samples. */
import { type Shape, sizeOf } from './shape.ts';

/** 'fit': the whole picture, with paper beside it. 'crop': its middle, as much as fills the square. */
export type Fitting = 'fit' | 'crop';

/**
 * @param values [height, width, channels], with the channels of `shape`.
 * @returns [height, width, channels] of `shape`, not rounded; 0 beside the picture.
 */
export function scalePicture(
  values: Float32Array,
  width: number,
  height: number,
  shape: Shape,
  fitting: Fitting,
): Float64Array {
  const { channels } = shape;
  const ratios = [width / shape.width, height / shape.height] as const;
  const perPixel = fitting === 'fit' ? Math.max(...ratios) : Math.min(...ratios);
  const columns = overlaps(shape.width, perPixel, width);
  const rows = overlaps(shape.height, perPixel, height);
  const line = new Float64Array(shape.width * channels);
  const scaleLine = (y: number) => {
    line.fill(0);
    for (let i = 0; i < columns.length; i += 3) {
      const to = columns[i + 1]! * channels;
      const from = (y * width + columns[i]!) * channels;
      for (let c = 0; c < channels; c++) line[to + c]! += columns[i + 2]! * values[from + c]!;
    }
  };
  const out = new Float64Array(sizeOf(shape));
  for (let i = 0; i < rows.length; i += 3) {
    // A line that two rows of pixels share stands twice, one after the other.
    if (rows[i] !== rows[i - 3]) scaleLine(rows[i]!);
    const to = rows[i + 1]! * line.length;
    for (let j = 0; j < line.length; j++) out[to + j]! += rows[i + 2]! * line[j]!;
  }
  return out;
}

/** Of `count` cells, those that each of `pixels` touches: [cell, pixel, share of the pixel] one after the other. */
function overlaps(pixels: number, perPixel: number, count: number): Float64Array {
  const left = (pixels * perPixel - count) / 2;
  const found: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel++) {
    const start = pixel * perPixel - left;
    const end = Math.min(count, start + perPixel);
    for (let cell = Math.max(0, Math.floor(start)); cell < end; cell++) {
      found.push(cell, pixel, (Math.min(end, cell + 1) - Math.max(start, cell)) / perPixel);
    }
  }
  return Float64Array.from(found);
}
