/** What distances say about copying: samples beside pictures that nobody trained on. */

/** Of the held-out pictures, this share lies nearer to a training image than the mark. */
const MARK_SHARE = 0.01;

export interface CopyFigures {
  readonly median: number;
  /** How many lie nearer than the mark. */
  readonly copies: number;
  readonly count: number;
}

/** The number below which `share` of the numbers lie, straight between neighbours. */
export function quantile(numbers: Float32Array, share: number): number {
  const sorted = numbers.slice().sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return sorted[low]! + (at - low) * (next - sorted[low]!);
}

/** The distance below which hardly any picture comes that is not copied; NaN where nothing is known. */
export const copyMark = (heldOut: Float32Array): number => quantile(heldOut, MARK_SHARE);

export function copyFigures(distances: Float32Array, mark: number): CopyFigures {
  return {
    median: quantile(distances, 0.5),
    copies: distances.filter(distance => distance < mark).length,
    count: distances.length,
  };
}

/** Shares of the numbers in `bins` equal parts of 0..end; what lies beyond counts in the last. */
export function histogram(numbers: Float32Array, bins: number, end: number): number[] {
  const shares = new Array<number>(bins).fill(0);
  for (const number of numbers) {
    const bin = Math.min(bins - 1, Math.floor((number / end) * bins));
    shares[bin]! += 1 / numbers.length;
  }
  return shares;
}
