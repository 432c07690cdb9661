import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mersenneTwister, torchNormals } from './torchNormals.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/torch-rng.json'), 'utf8'));

it('draws what torch draws', () => {
  const next = mersenneTwister(0);
  expect(golden.mt19937_first8_uint32.map(() => next())).toEqual(golden.mt19937_first8_uint32);
  const torch = torchNormals(0);
  // torch computes in float32.
  const tolerance = 1e-6;
  const differences = (draws: Float64Array, expected: number[]) =>
    expected.map((z, i) => Math.abs(z - draws[i]!));
  expect(Math.max(...differences(torch(768), golden.first_call))).toBeLessThan(tolerance);
  expect(Math.max(...differences(torch(768), golden.second_call_first16))).toBeLessThan(tolerance);
});
