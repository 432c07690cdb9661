/** Sets of points in the plane that are drawn by formula: no download, and a truth of which there is always more. */
import { uniforms } from '../../../math/random.ts';
import type { ImageSet } from '../../imageSet.ts';
import { type ClassedPoint, POINT_SHAPE, toFixed } from '../../points.ts';
import type { DataSet, SetSetting, SetSettings } from '../dataSet.ts';

/** The held-out points come after any that are trained on. */
const FIRST_HELD_OUT = 1_000_000;
const HELD_OUT = 10_000;
const SEED = 1;
/** Uniforms that one point takes. */
const DRAWS = 5;

/** Numbers uniform in (0, 1) [5], to make a point of; the last two are for `jitter`. */
export type Draws = Float32Array;

export interface PointRow<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Settings that shape it beside the number of points. */
  readonly uses: readonly SetSetting[];
  /** What its classes are called; null where it has none. */
  readonly classes: readonly string[] | null;
  /** A point of it, within [-1, 1]; `n` counts them. */
  point(draws: Draws, settings: SetSettings, n: number): ClassedPoint;
}

export function pointSet<Id extends string>(row: PointRow<Id>): DataSet<Id> {
  const make = (settings: SetSettings, first: number, count: number): ImageSet => {
    const images = new Uint16Array(2 * count);
    const labels = new Uint8Array(count);
    const draws = new Float32Array(DRAWS);
    for (let i = 0; i < count; i++) {
      const n = first + i;
      const [x, y, label] = row.point(uniforms(SEED, 'points', n, draws), settings, n);
      images[2 * i] = toFixed(x);
      images[2 * i + 1] = toFixed(y);
      labels[i] = label;
    }
    return { count, shape: POINT_SHAPE, images, labels: row.classes ? labels : null };
  };
  return {
    id: row.id,
    kind: 'points',
    label: row.label,
    many: 'points',
    uses: ['pointCount', ...row.uses],
    credit: 'points in the plane, drawn by formula',
    shape: () => POINT_SHAPE,
    classes: () => row.classes,
    load: async settings => make(settings, 0, settings.pointCount),
    heldOut: async settings => make(settings, FIRST_HELD_OUT, HELD_OUT),
    example: settings => make(settings, 0, 1).images,
  };
}

/** Two normal numbers with standard deviation `spread` from the last two draws (Box & Muller 1958). */
export function jitter([, , , u, v]: Draws, spread: number): readonly [number, number] {
  const radius = spread * Math.sqrt(-2 * Math.log(u!));
  return [radius * Math.cos(2 * Math.PI * v!), radius * Math.sin(2 * Math.PI * v!)];
}
