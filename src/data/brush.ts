import { SIDE } from './imageSet.ts';

/** In pixels from the picture's upper left corner: pixel (0, 0) covers [0, 1) x [0, 1). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Brush {
  /** In pixels, to where half the ink is left. */
  readonly radius: number;
  readonly erases: boolean;
}

/** Pixels over which the ink fades out: one makes an edge that is anti-aliased, a little more makes it soft. */
const FADE = 1.4;

/**
 * Draws a straight piece of a stroke into `pixels`, a [28, 28] picture of bytes. A pixel takes the most ink that any
 * piece would give it, so the pieces of a stroke join without darker knots, and drawing one twice changes nothing.
 */
export function drawSegment(pixels: Uint8Array, from: Point, to: Point, brush: Brush): void {
  // Erasing along a stroke takes its faint edge away too.
  const radius = brush.erases ? brush.radius + FADE : brush.radius;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const distance = distanceToSegment(column + 0.5, row + 0.5, from, to);
      const cover = Math.min(1, Math.max(0, (radius - distance) / FADE + 0.5));
      if (cover === 0) continue;
      const i = row * SIDE + column;
      const ink = Math.round(255 * cover);
      pixels[i] = brush.erases ? Math.min(pixels[i]!, 255 - ink) : Math.max(pixels[i]!, ink);
    }
  }
}

function distanceToSegment(x: number, y: number, from: Point, to: Point): number {
  const alongX = to.x - from.x;
  const alongY = to.y - from.y;
  const lengthSquared = alongX * alongX + alongY * alongY;
  const projection = (x - from.x) * alongX + (y - from.y) * alongY;
  const part = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, projection / lengthSquared));
  return Math.hypot(x - from.x - part * alongX, y - from.y - part * alongY);
}
