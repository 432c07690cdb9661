/** What a judge's probabilities say about a set of pictures. */

/** A judge that gives a class at least this probability is counted as sure. */
const CONFIDENT = 0.9;

export interface ReadClasses {
  /** The likeliest class of each picture [n]. */
  readonly read: Uint8Array;
  /** Share of the pictures that are read with a probability of `CONFIDENT` or more. */
  readonly confident: number;
  /** Share of each class among what is read; their sum is 1. */
  readonly shares: readonly number[];
  /** Of the shares, in nats: ln 10 = 2.303 where ten classes are equally frequent, 0 where there is only one. */
  readonly entropy: number;
}

/** @param probabilities [n, classes]. */
export function readClasses(probabilities: Float32Array, classes: number): ReadClasses {
  const count = probabilities.length / classes;
  const read = new Uint8Array(count);
  const shares = new Array<number>(classes).fill(0);
  let confident = 0;
  for (let n = 0; n < count; n++) {
    const row = probabilities.subarray(n * classes, (n + 1) * classes);
    const largest = Math.max(...row);
    read[n] = row.indexOf(largest);
    shares[read[n]!]! += 1 / count;
    if (largest >= CONFIDENT) confident += 1 / count;
  }
  const entropy = -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
  return { read, confident, shares, entropy };
}

/** The share of pictures read as the class that was asked for; both [n]. */
export const shareAsAsked = (read: Uint8Array, asked: Uint8Array): number =>
  read.reduce((sum, label, n) => sum + (label === asked[n] ? 1 : 0), 0) / read.length;
