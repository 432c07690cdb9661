/** The points of the data in view, and how classes are coloured. */
import { bytesToUnit } from '../../data/normalise.ts';
import { isPlane } from '../../data/sets/registry.ts';
import { derive } from '../../store/memo.ts';
import { imagesInView } from '../../store/settings/dataInView.ts';
import type { AppState } from '../../store/state.ts';
import type { Colours } from '../charts/useColours.ts';

export interface CloudInView {
  readonly count: number;
  /** [count, 2]. */
  readonly points: Float32Array;
  /** [count]; null without classes. */
  readonly labels: Uint8Array | null;
}

/** The first points that the engine sent; null until it has. */
export const cloudInView = derive(
  [imagesInView],
  (images): CloudInView | null =>
    images && { count: images.count, points: bytesToUnit(images.pixels), labels: images.labels },
);

/** Those of one class [count, 2]; all where there are no classes. */
export function pointsOfClass({ points, labels }: CloudInView, label: number): Float32Array {
  return labels ? points.filter((_, i) => labels[i >> 1] === label) : points;
}

/** Whether the settings are about points in the plane. */
export const planeInView = ({ config }: Pick<AppState, 'config'>): boolean => isPlane(config);

/** Colours of the classes, in the order of their labels; more than there are repeat. */
export const classColours = ({ x0, accent, eps, x0Hat }: Colours): readonly string[] => [
  x0,
  accent,
  eps,
  x0Hat,
];

/** Each point's index into `classColours`. */
export const byLabel = (labels: ArrayLike<number> | null) =>
  labels && ((point: number): number => labels[point]! % 4);

/** The index of the point nearest to (x, y); -1 where there is none. */
export function nearestPoint(points: Float32Array, x: number, y: number): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (let n = 0; 2 * n < points.length; n++) {
    const distance = (points[2 * n]! - x) ** 2 + (points[2 * n + 1]! - y) ** 2;
    if (distance < least) [nearest, least] = [n, distance];
  }
  return nearest;
}
