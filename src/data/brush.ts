import type { Shape } from './shape.ts';

/** In pixels from the picture's upper left corner: pixel (0, 0) covers [0, 1) x [0, 1). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Brush {
  /** In pixels, to where half the ink is left. */
  readonly radius: number;
  readonly erases: boolean;
  /** [red, green, blue], for pictures in colour. */
  readonly colour: readonly number[];
}

export const WHITE = [255, 255, 255] as const;

/** Pixels over which the ink fades out: one makes an edge that is anti-aliased, a little more makes it soft. */
const FADE = 1.4;

/**
 * Draws a straight piece of a stroke into `pixels`, a picture of bytes. A grey pixel takes the most ink that any piece
 * would give it, so the pieces of a stroke join without darker knots, and drawing one twice changes nothing. In colour
 * the brush covers what is there.
 */
export function drawSegment(pixels: Uint8Array, shape: Shape, from: Point, to: Point, brush: Brush): void {
  const { height, width, channels } = shape;
  // Erasing along a stroke takes its faint edge away too.
  const radius = brush.erases ? brush.radius + FADE : brush.radius;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const distance = distanceToSegment(column + 0.5, row + 0.5, from, to);
      const cover = Math.min(1, Math.max(0, (radius - distance) / FADE + 0.5));
      if (cover === 0) continue;
      const i = (row * width + column) * channels;
      const ink = Math.round(255 * cover);
      for (let c = i; c < i + channels; c++) {
        if (brush.erases) pixels[c] = Math.min(pixels[c]!, 255 - ink);
        else if (channels === 1) pixels[c] = Math.max(pixels[c]!, ink);
        else pixels[c] = Math.round((1 - cover) * pixels[c]! + cover * brush.colour[c - i]!);
      }
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
