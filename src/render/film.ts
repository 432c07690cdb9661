/** Lays out the frames of a film: pictures in rows, enlarged. */

/** A sequence of frames. */
export interface Film {
  /** Pictures per frame. */
  readonly count: number;
  /** [count, 28, 28] greys each. */
  readonly frames: readonly Uint8Array[];
  readonly frameMs: number;
  /** Duration of the last frame. */
  readonly restMs: number;
}

const SIDE = 28;
/** Pixels between two pictures, before enlarging. */
const GAP = 2;
const PAPER = 128;
/** Approximate width of a frame. */
const WIDE = 480;

function layout({ count }: Pick<Film, 'count'>) {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const [across, down] = [columns, rows].map(n => n * (SIDE + GAP) - GAP) as [number, number];
  return { columns, across, down, scale: Math.max(1, Math.round(WIDE / across)) };
}

export function filmSize(film: Pick<Film, 'count'>): { width: number; height: number } {
  const { across, down, scale } = layout(film);
  return { width: across * scale, height: down * scale };
}

/** Greys [height, width] of one frame's pictures [count, 28, 28]. */
export function filmFrame(film: Pick<Film, 'count'>, pictures: Uint8Array): Uint8Array {
  const { columns, scale } = layout(film);
  const { width, height } = filmSize(film);
  const greys = new Uint8Array(width * height).fill(PAPER);
  for (let y = 0; y < height; y++) {
    const [row, py] = cell(Math.floor(y / scale));
    if (py >= SIDE) continue;
    for (let x = 0; x < width; x++) {
      const [column, px] = cell(Math.floor(x / scale));
      const picture = row * columns + column;
      if (px < SIDE && picture < film.count) {
        greys[y * width + x] = pictures[(picture * SIDE + py) * SIDE + px]!;
      }
    }
  }
  return greys;
}

/** The picture at a pixel of the frame, and the pixel in it. */
const cell = (at: number): [number, number] => [Math.floor(at / (SIDE + GAP)), at % (SIDE + GAP)];
