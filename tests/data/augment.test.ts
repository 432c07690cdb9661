import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Affine, randomAffine, UNIFORMS_PER_IMAGE, warp } from '../../src/data/augment.ts';
import { PIXELS, SHAPE, SIDE } from './mnistSize.ts';

const STILL: Affine = { dx: 0, dy: 0, angle: 0, scale: 1 };

function warped(source: Uint8Array, change: Partial<Affine>): Uint8Array {
  const out = new Uint8Array(PIXELS).fill(99);
  warp(source, SHAPE, { ...STILL, ...change }, out);
  return out;
}

const picture = (value: (x: number, y: number) => number) =>
  Uint8Array.from({ length: PIXELS }, (_, i) => value(i % SIDE, Math.floor(i / SIDE)));
const sum = (pixels: Uint8Array) => pixels.reduce((total, pixel) => total + pixel, 0);

const busy = picture((x, y) => (x * 37 + y * 91 + x * y * 13) % 256);
/** A soft disc, far enough from the border to stay inside under every map allowed. */
const disc = picture((x, y) => 255 * Math.min(1, Math.max(0, 8 - Math.hypot(x - 13, y - 14.5))));

describe('warp', () => {
  it('leaves the picture alone under the identity', () => {
    expect(warped(busy, {})).toEqual(busy);
  });

  it('shifts by whole pixels exactly, and paper comes in', () => {
    const expected = picture((x, y) => (x < 2 || y > SIDE - 2 ? 0 : busy[(y + 1) * SIDE + x - 2]!));
    expect(warped(busy, { dx: 2, dy: -1 })).toEqual(expected);
  });

  it('shifts by half a pixel to the mean of two', () => {
    const expected = picture((x, y) =>
      Math.round((busy[y * SIDE + x]! + (x > 0 ? busy[y * SIDE + x - 1]! : 0)) / 2),
    );
    expect(warped(busy, { dx: 0.5 })).toEqual(expected);
  });

  it('turns by a right angle clockwise to the rotated grid', () => {
    const expected = picture((x, y) => busy[(SIDE - 1 - x) * SIDE + y]!);
    expect(warped(busy, { angle: Math.PI / 2 })).toEqual(expected);
  });

  it('moves the channels of a colour together', () => {
    const shape = { height: 2, width: 3, channels: 3 };
    const source = Uint8Array.from({ length: 18 }, (_, i) => 10 * i);
    const out = new Uint8Array(18);
    warp(source, shape, { ...STILL, dx: 1 }, out);
    expect([...out.subarray(0, 9)]).toEqual([0, 0, 0, 0, 10, 20, 30, 40, 50]);
    expect([...out.subarray(9)]).toEqual([0, 0, 0, 90, 100, 110, 120, 130, 140]);
  });

  it('puts a doubled pixel where scaling by two sends it', () => {
    const bar = picture(x => (x === 13 || x === 14 ? 200 : 0));
    const row = warped(bar, { scale: 2 }).subarray(14 * SIDE, 15 * SIDE);
    expect([...row.subarray(11, 17)]).toEqual([50, 150, 200, 200, 150, 50]);
  });
});

describe('randomAffine', () => {
  const uniform = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }).map(Math.fround);
  const uniforms = fc
    .array(uniform, { minLength: UNIFORMS_PER_IMAGE, maxLength: UNIFORMS_PER_IMAGE })
    .map(values => Float32Array.from(values));

  it('keeps its limits, and the ink up to the change of scale', () => {
    fc.assert(
      fc.property(uniforms, values => {
        const affine = randomAffine(values);
        expect(Math.abs(affine.dx)).toBeLessThanOrEqual(2);
        expect(Math.abs(affine.dy)).toBeLessThanOrEqual(2);
        expect(Math.abs(affine.angle)).toBeLessThanOrEqual((12 * Math.PI) / 180 + 1e-12);
        expect(Math.abs(affine.scale - 1)).toBeLessThanOrEqual(0.1 + 1e-12);
        expect(sum(warped(disc, affine)) / (sum(disc) * affine.scale ** 2)).toBeCloseTo(1, 1);
      }),
    );
  });

  it('reads its own four uniforms', () => {
    const values = Float32Array.of(0.9, 0.9, 0.9, 0.9, 0.5, 0.5, 0.5, 0.5);
    expect(randomAffine(values, UNIFORMS_PER_IMAGE)).toEqual(STILL);
  });
});
