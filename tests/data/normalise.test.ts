import { expect, it } from 'vitest';
import { bytesToUnit, unitToBytes } from '../../src/data/normalise.ts';

it('maps paper to -1 and ink to 1, and every byte there and back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const unit = bytesToUnit(all);
  expect([unit[0], unit[255]]).toEqual([-1, 1]);
  expect([...unitToBytes(unit)]).toEqual([...all]);
});

it('clips what a sampler overshoots', () => {
  expect([...unitToBytes(Float32Array.of(-3, 2, Number.NaN, Number.POSITIVE_INFINITY))]).toEqual([
    0, 255, 0, 255,
  ]);
});
