import { expect, it } from 'vitest';
import { paintOver } from '../../src/data/paint.ts';

const base = Float32Array.of(0.3, 2.5, -0.7, -3);
const noise = Float32Array.of(0.1, 0.2, 0.3, 0.4);

it('lays down exactly the paint where the brush covers, and leaves everything else as it was, bit for bit', () => {
  const cover = Uint8Array.of(0, 255, 255, 0);
  expect([...paintOver(base, cover, 'ink', noise)]).toEqual([base[0], 1, 1, -3]);
  expect([...paintOver(base, cover, 'paper', noise)]).toEqual([base[0], -1, -1, -3]);
  expect([...paintOver(base, cover, 'noise', noise)]).toEqual([base[0], noise[1], noise[2], -3]);
});

it('mixes by the share that is covered, and does not change what it paints over', () => {
  const before = base.slice();
  const [x] = paintOver(base, Uint8Array.of(51, 0, 0, 0), 'ink', noise);
  expect(x).toBeCloseTo(0.8 * 0.3 + 0.2, 6);
  expect(base).toEqual(before);
});
