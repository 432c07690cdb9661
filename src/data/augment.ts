/**
 * Small random shifts, turns and scalings, so that a dozen drawings are enough to train on. Pure: the randomness comes
 * in as uniforms.
 */
import type { Shape } from './shape.ts';

/** Maps the picture about its centre: scaled, then turned, then shifted. */
export interface Affine {
  /** Pixels to the right and downwards. */
  readonly dx: number;
  readonly dy: number;
  /** Radians, clockwise on screen. */
  readonly angle: number;
  readonly scale: number;
}

/** Uniforms that one picture takes. */
export const UNIFORMS_PER_IMAGE = 4;

const MAX_SHIFT = 2;
const MAX_ANGLE = (12 * Math.PI) / 180;
const MAX_SCALE_CHANGE = 0.1;

/** The map for the uniforms in (0, 1) at `offset`: each of its numbers is uniform within its limits. */
export function randomAffine(uniforms: Float32Array, offset = 0): Affine {
  const within = (index: number, limit: number) => limit * (2 * uniforms[offset + index]! - 1);
  return {
    dx: within(0, MAX_SHIFT),
    dy: within(1, MAX_SHIFT),
    angle: within(2, MAX_ANGLE),
    scale: 1 + within(3, MAX_SCALE_CHANGE),
  };
}

/** Writes `source`, a picture of bytes, mapped by `affine` into `out`. What comes from outside is paper. */
export function warp(source: Uint8Array, shape: Shape, affine: Affine, out: Uint8Array): void {
  const { height, width, channels } = shape;
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  // Each pixel of `out` asks where it came from, hence the inverse map.
  const cos = Math.cos(affine.angle) / affine.scale;
  const sin = Math.sin(affine.angle) / affine.scale;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = x - centreX - affine.dx;
      const fromY = y - centreY - affine.dy;
      const [column, row] = [cos * fromX + sin * fromY + centreX, cos * fromY - sin * fromX + centreY];
      for (let c = 0; c < channels; c++) {
        out[(y * width + x) * channels + c] = Math.round(bilinear(source, shape, c, column, row));
      }
    }
  }
}

function bilinear(source: Uint8Array, shape: Shape, channel: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const down = y - top;
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= shape.width || row >= shape.height
      ? 0
      : source[(row * shape.width + column) * shape.channels + channel]!;
  return (
    (1 - down) * ((1 - right) * at(left, top) + right * at(left + 1, top)) +
    down * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1))
  );
}
