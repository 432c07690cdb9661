/** How far a cloud is from the data, beside how far the data is from itself. */
import { slicedWasserstein } from '../../math/slicedWasserstein.ts';

export interface Distance {
  readonly distance: number;
  /** Between two halves of the data, as many points each. */
  readonly floor: number;
}

/** The floors of data that was compared with before, by the points taken of it. */
const floors = new WeakMap<Float32Array, Map<number, number>>();

/** Null where there are too few points to compare. */
export function distanceToData(made: Float32Array, data: Float32Array): Distance | null {
  const size = 2 * Math.min(made.length / 2, Math.floor(data.length / 4));
  if (size < 20) return null;
  const [first, second] = [data.subarray(0, size), data.subarray(size, 2 * size)];
  const known = floors.get(data) ?? new Map<number, number>();
  floors.set(data, known);
  const floor = known.get(size) ?? slicedWasserstein(second, first);
  known.set(size, floor);
  return { distance: slicedWasserstein(made.subarray(0, size), first), floor };
}

export const distanceWords = (found: Distance | null): string =>
  found ? `Distance to the data ${found.distance.toFixed(3)}; data to data ${found.floor.toFixed(3)}.` : '';
