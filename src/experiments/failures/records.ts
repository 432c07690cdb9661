/** What failures, and the same without the fault, looked like when `scripts/recordFailures.ts` ran them. */
import records from './records.json';

export interface FailureRecord {
  /** Training steps behind the pictures; null where the pretrained network drew. */
  readonly steps: number | null;
  /** Means of `LOSS_STRETCH` steps each, from the first step on. */
  readonly losses: readonly number[];
  /** [RECORDED_PICTURES, 28, 28] bytes, in base64. */
  readonly pictures: string;
}

/** Steps of which a recorded loss is the mean. */
export const LOSS_STRETCH = 10;
export const RECORDED_PICTURES = 8;

/** @param id of a failure, or of the healthy run beside it. */
export const recordOf = (id: string): FailureRecord =>
  (records as Readonly<Record<string, FailureRecord>>)[id]!;

export const picturesOf = ({ pictures }: FailureRecord): Uint8Array =>
  Uint8Array.from(atob(pictures), letter => letter.charCodeAt(0));

/** Losses as they come, in the same stretches as recorded ones; those of the last one that is whole, and no more than `most`. */
export function inStretches(losses: Float64Array, most: number): number[] {
  const count = Math.min(most, Math.floor(losses.length / LOSS_STRETCH));
  return Array.from({ length: count }, (_, i) => {
    const stretch = losses.subarray(i * LOSS_STRETCH, (i + 1) * LOSS_STRETCH);
    return stretch.reduce((sum, loss) => sum + loss, 0) / LOSS_STRETCH;
  });
}
