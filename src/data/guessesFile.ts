/** Compresses a sequence of guessed pictures: 65 greys, stored as differences from the guess before. */

const STEP = 4;

/** @param guesses bytes [steps, size]. `unpackGuesses` restores them to within 2 of 255. */
export function packGuesses(guesses: Uint8Array, size: number): Uint8Array {
  const coarse = guesses.map(grey => Math.min(255, Math.round(grey / STEP) * STEP));
  return coarse.map((grey, i) => grey - (coarse[i - size] ?? 0));
}

/** bytes [steps, size]. */
export function unpackGuesses(packed: Uint8Array, size: number): Uint8Array {
  const guesses = packed.slice();
  for (let i = size; i < guesses.length; i++) guesses[i]! += guesses[i - size]!;
  return guesses;
}
