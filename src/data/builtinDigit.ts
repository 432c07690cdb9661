import { PIXELS, SIDE } from './imageSet.ts';

/** A zero: a soft elliptic ring. Something to look at until the data has arrived, or without it. */
export function builtinDigit(): Uint8Array {
  return Uint8Array.from({ length: PIXELS }, (_, i) => {
    const x = ((i % SIDE) - 13.5) / 6.2;
    const y = (Math.floor(i / SIDE) - 13.5) / 8.6;
    const fromRing = Math.abs(Math.hypot(x, y) - 1) * 6.5;
    return Math.round(255 * Math.min(1, Math.max(0, 2.1 - fromRing)));
  });
}
