/** Pictures guessed step after step, made small: in 65 greys, and as differences, since a guess is like the one before. */

const STEP = 4;

/** @param guesses bytes [steps, size]. Undone by `unpackGuesses`, up to two greys in 255. */
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
