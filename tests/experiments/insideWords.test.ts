import { expect, it } from 'vitest';
import { inWords } from '../../src/experiments/inside/words.ts';

it('a time is in milliseconds, and no block takes none', () => {
  expect(inWords.ms(null)).toBe('–');
  expect(inWords.ms(0)).toBe('< 0.01 ms');
  expect(inWords.ms(0.004)).toBe('< 0.01 ms');
  expect(inWords.ms(0.07)).toBe('0.07 ms');
});
