/** Frames of pictures in rows, made large: a picture's pixels are few on a screen. */
import type { Shape } from '../data/shape.ts';

/** A sequence of frames. */
export interface Film {
  /** Pictures per frame. */
  readonly count: number;
  readonly shape: Shape;
  /** [count, height, width, channels] bytes each. */
  readonly frames: readonly Uint8Array[];
  readonly frameMs: number;
  /** Duration of the last frame. */
  readonly restMs: number;
}

/** Pixels between two pictures, before enlarging. */
const GAP = 2;
const PAPER = 128;
/** Approximate width of a frame. */
const WIDE = 480;

type Layout = Pick<Film, 'count' | 'shape'>;

function layout({ count, shape }: Layout) {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const across = columns * (shape.width + GAP) - GAP;
  const down = rows * (shape.height + GAP) - GAP;
  return { columns, across, down, scale: Math.max(1, Math.round(WIDE / across)) };
}

export function filmSize(film: Layout): { width: number; height: number } {
  const { across, down, scale } = layout(film);
  return { width: across * scale, height: down * scale };
}

/** One frame of `count` pictures as [height, width, channels] bytes. */
export function filmFrame(film: Layout, pictures: Uint8Array): Uint8Array {
  const { columns, scale } = layout(film);
  const { width, height } = filmSize(film);
  const { width: side, height: tall, channels } = film.shape;
  const bytes = new Uint8Array(width * height * channels).fill(PAPER);
  for (let y = 0; y < height; y++) {
    const [row, py] = cell(Math.floor(y / scale), tall);
    if (py >= tall) continue;
    for (let x = 0; x < width; x++) {
      const [column, px] = cell(Math.floor(x / scale), side);
      const picture = row * columns + column;
      if (px >= side || picture >= film.count) continue;
      const from = ((picture * tall + py) * side + px) * channels;
      for (let c = 0; c < channels; c++) bytes[(y * width + x) * channels + c] = pictures[from + c]!;
    }
  }
  return bytes;
}

/** Bytes [height, width, channels] as RGBA. */
export function rgbaOf(bytes: Uint8Array, { channels }: Pick<Shape, 'channels'>): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array((4 * bytes.length) / channels).fill(255);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = bytes[pixel * channels + Math.min(c, channels - 1)]!;
  }
  return rgba;
}

/** The picture at a pixel of the frame, and the pixel in it. */
const cell = (at: number, side: number): [number, number] => [
  Math.floor(at / (side + GAP)),
  at % (side + GAP),
];
