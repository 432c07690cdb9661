/** Judges copying by comparing samples' distances with those of held-out pictures. */

/** The share of held-out pictures that are nearer to a training image than the mark. */
const MARK_SHARE = 0.01;

export interface CopyFigures {
  readonly median: number;
  /** How many are nearer than the mark. */
  readonly copies: number;
  readonly count: number;
}

/** The quantile `share` of the numbers, with linear interpolation. */
export function quantile(numbers: Float32Array, share: number): number {
  const sorted = numbers.slice().sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return sorted[low]! + (at - low) * (next - sorted[low]!);
}

/** The distance below which a picture counts as a copy; NaN if there are no held-out distances. */
export const copyMark = (heldOut: Float32Array): number => quantile(heldOut, MARK_SHARE);

export function copyFigures(distances: Float32Array, mark: number): CopyFigures {
  return {
    median: quantile(distances, 0.5),
    copies: distances.filter(distance => distance < mark).length,
    count: distances.length,
  };
}

/** Shares of the numbers in `bins` equal parts of 0..end; larger ones count in the last. */
export function histogram(numbers: Float32Array, bins: number, end: number): number[] {
  const shares = new Array<number>(bins).fill(0);
  for (const number of numbers) {
    const bin = Math.min(bins - 1, Math.floor((number / end) * bins));
    shares[bin]! += 1 / numbers.length;
  }
  return shares;
}
