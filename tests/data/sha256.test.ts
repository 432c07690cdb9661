import { afterEach, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../src/data/sha256.ts';

/** FIPS 180-2, appendix B. */
const VECTORS = [
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
] as const;

afterEach(() => vi.unstubAllGlobals());

it.each(VECTORS)('hashes %j, with the browser’s own function and without', async (text, expected) => {
  const bytes = new TextEncoder().encode(text);
  expect(await sha256Hex(bytes)).toBe(expected);
  // A page that is served over plain http has none.
  vi.stubGlobal('crypto', {});
  expect(await sha256Hex(bytes)).toBe(expected);
});
