/**
 * Circles, squares, triangles and stars, drawn by formula: no download, any size, and a truth that is known. Picture n of
 * a size is always the same.
 */
import { uniforms } from '../../math/random.ts';
import type { ImageSet } from '../imageSet.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { dataSet, type SetSettings } from './dataSet.ts';

/** Training pictures; the held-out ones come after them. */
const COUNT = 4000;
const HELD_OUT = 1000;
const SEED = 1;
/** Uniforms that one picture takes: size, place (two), turn, hue. */
const DRAWS = 5;

/** Distance of (x, y) from the edge of a figure of radius 1, negative inside (Quílez, "2D distance functions"). */
type Distance = (x: number, y: number) => number;

const circle: Distance = (x, y) => Math.hypot(x, y) - 1;

const square: Distance = (x, y) => {
  const half = Math.SQRT1_2;
  const [dx, dy] = [Math.abs(x) - half, Math.abs(y) - half];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
};

/** From the edges of a polygon with corners at `radius(i)` and equal angles between them, the first at the top. */
const polygon = (corners: number, radius: (corner: number) => number): Distance => {
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [radius(i) * Math.sin(angle), -radius(i) * Math.cos(angle)] as const;
  });
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    let inside = false;
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % corners]!;
      const [ex, ey] = [bx - ax, by - ay];
      const along = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey);
      const nearby = Math.min(1, Math.max(0, along));
      nearest = Math.min(nearest, Math.hypot(x - ax - nearby * ex, y - ay - nearby * ey));
      if (ay > y !== by > y && x < ax + (ex * (y - ay)) / ey) inside = !inside;
    });
    return inside ? -nearest : nearest;
  };
};

const FIGURES: readonly (readonly [name: string, distance: Distance])[] = [
  ['circle', circle],
  ['square', square],
  ['triangle', polygon(3, () => 1)],
  ['star', polygon(10, corner => (corner % 2 === 0 ? 1 : 0.42))],
];

const shape = ({ side, colour }: SetSettings): Shape => ({
  height: side,
  width: side,
  channels: colour ? 3 : 1,
});

/** Share of each channel at a hue in [0, 1), at full saturation and value. */
const channelAt = (hue: number, channel: number): number =>
  Math.min(1, Math.max(0, Math.abs(((6 * hue + 6 - 2 * channel) % 6) - 3) - 1));

/** Writes picture `n`; the class of the figure is n modulo their number. */
export function drawShape(n: number, shape: Shape, out: Uint8Array): void {
  const { height, width, channels } = shape;
  const [, distance] = FIGURES[n % FIGURES.length]!;
  const [u1, u2, u3, u4, hue] = uniforms(SEED, 'shapes', n, new Float32Array(DRAWS));
  const radius = (0.26 + 0.16 * u1!) * Math.min(height, width);
  // Wholly within the picture, but for corners' last pixel.
  const centreX = radius + (width - 1 - 2 * radius) * u2!;
  const centreY = radius + (height - 1 - 2 * radius) * u3!;
  const turn = (u4! - 0.5) * (Math.PI / 3);
  const [cos, sin] = [Math.cos(turn) / radius, Math.sin(turn) / radius];
  const ink = Array.from({ length: channels }, (_, c) => (channels === 1 ? 255 : 255 * channelAt(hue!, c)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - centreX, y - centreY];
      const fromEdge = radius * distance(cos * dx + sin * dy, cos * dy - sin * dx);
      const covered = Math.min(1, Math.max(0, 0.5 - fromEdge));
      for (let c = 0; c < channels; c++) out[(y * width + x) * channels + c] = Math.round(covered * ink[c]!);
    }
  }
}

function make(settings: SetSettings, first: number, count: number): ImageSet {
  const size = sizeOf(shape(settings));
  const images = new Uint8Array(count * size);
  for (let i = 0; i < count; i++)
    drawShape(first + i, shape(settings), images.subarray(i * size, (i + 1) * size));
  const labels = Uint8Array.from({ length: count }, (_, i) => (first + i) % FIGURES.length);
  return { count, shape: shape(settings), images, labels };
}

const CLASSES = FIGURES.map(([name]) => name);

export const shapes = dataSet({
  id: 'shapes',
  label: 'Shapes',
  many: 'shapes',
  uses: ['side', 'colour'],
  credit: 'shapes, drawn by formula',
  shape,
  classes: () => CLASSES,
  load: async settings => make(settings, 0, COUNT),
  heldOut: async settings => make(settings, COUNT, HELD_OUT),
  example: settings => make(settings, 0, 1).images,
});
