/** Recorded results of the failures and their healthy counterparts, made by `scripts/recordFailures.ts`. */
import records from './records.json';

export interface FailureRecord {
  /** Training steps behind the pictures; null if the pretrained network drew. */
  readonly steps: number | null;
  /** Means of `LOSS_STRETCH` steps each, from the first step on. */
  readonly losses: readonly number[];
  /** [RECORDED_PICTURES, height, width] bytes, in base64. */
  readonly pictures: string;
}

/** Steps averaged in each recorded loss. */
export const LOSS_STRETCH = 10;
export const RECORDED_PICTURES = 8;

/** @param id of a failure or a healthy run. */
export const recordOf = (id: string): FailureRecord =>
  (records as Readonly<Record<string, FailureRecord>>)[id]!;

export const picturesOf = ({ pictures }: FailureRecord): Uint8Array =>
  Uint8Array.from(atob(pictures), letter => letter.charCodeAt(0));

/** Live losses, averaged over the same stretches as recorded ones; at most `most`, complete ones only. */
export function inStretches(losses: Float64Array, most: number): number[] {
  const count = Math.min(most, Math.floor(losses.length / LOSS_STRETCH));
  return Array.from({ length: count }, (_, i) => {
    const stretch = losses.subarray(i * LOSS_STRETCH, (i + 1) * LOSS_STRETCH);
    return stretch.reduce((sum, loss) => sum + loss, 0) / LOSS_STRETCH;
  });
}
