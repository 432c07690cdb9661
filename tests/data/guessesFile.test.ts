import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packGuesses, unpackGuesses } from '../../src/data/guessesFile.ts';

describe('guesses in a file', () => {
  it('come back within two greys, paper and ink as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), guesses => {
        unpackGuesses(packGuesses(guesses, 5), 5).forEach((grey, i) => {
          expect(Math.abs(grey - guesses[i]!)).toBeLessThanOrEqual(2);
          if (guesses[i] === 0 || guesses[i] === 255) expect(grey).toBe(guesses[i]);
        });
      }),
    );
  });
});
