/** The present loss and the floor beneath it, for equal shares of the noise levels. */
import type { RecentLoss } from '../../store/training/lossMap.ts';
import type { Floor } from './engine/floorJob.ts';

export interface FloorRow {
  /** The levels from..to, inclusive. */
  readonly from: number;
  readonly to: number;
  /** Mean training loss; NaN before there is an image. */
  readonly loss: number;
  readonly images: number;
  /** Null if it has not been measured. */
  readonly floor: number | null;
  readonly floorError: number | null;
}

/** The levels of each of `rows` equal shares of 0..T-1. */
export const rowLevels = (row: number, rows: number, T: number): { from: number; to: number } => ({
  from: Math.ceil((row * T) / rows),
  to: Math.ceil(((row + 1) * T) / rows) - 1,
});

/** Averages the floor over the measured levels; so do its errors, since all levels share the same draws. */
export function floorRows({ T, loss, images }: RecentLoss, floor: Floor | null): FloorRow[] {
  return Array.from(loss, (mean, row) => {
    const { from, to } = rowLevels(row, loss.length, T);
    const within = floor
      ? [...floor.times.keys()].filter(k => floor.times[k]! >= from && floor.times[k]! <= to)
      : [];
    const average = (values: Float64Array) => within.reduce((sum, k) => sum + values[k]!, 0) / within.length;
    return {
      from,
      to,
      loss: mean,
      images: images[row]!,
      floor: floor && within.length > 0 ? average(floor.loss) : null,
      floorError: floor && within.length > 0 ? average(floor.standardError) : null,
    };
  });
}

/** Means over all noise levels, which training draws uniformly. */
export interface FloorSummary {
  readonly loss: number;
  readonly floor: number | null;
  readonly floorError: number | null;
}

export function summary(rows: readonly FloorRow[], floor: Floor | null): FloorSummary {
  const told = rows.filter(({ loss }) => !Number.isNaN(loss));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    loss: mean(told.map(({ loss }) => loss)),
    floor: floor && mean([...floor.loss]),
    floorError: floor && mean([...floor.standardError]),
  };
}
