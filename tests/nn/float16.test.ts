import { describe, expect, it } from 'vitest';
import { floatsOfHalves, fromHalf, toHalf } from '../../src/nn/float16.ts';

/** Known pairs of number and bit pattern, from the definition of binary16 in IEEE 754-2008. */
const KNOWN: readonly (readonly [number, number])[] = [
  [0, 0x0000],
  [-0, 0x8000],
  [2 ** -24, 0x0001],
  [1023 * 2 ** -24, 0x03ff],
  [2 ** -14, 0x0400],
  [0.5, 0x3800],
  [0.99951171875, 0x3bff],
  [1, 0x3c00],
  [1.0009765625, 0x3c01],
  [-2, 0xc000],
  [65504, 0x7bff],
  [Number.POSITIVE_INFINITY, 0x7c00],
  [Number.NEGATIVE_INFINITY, 0xfc00],
];

describe('half precision', () => {
  it.each(KNOWN)('%d is 0x%i', (value, half) => {
    expect(toHalf(value)).toBe(half);
    expect(fromHalf(half)).toBe(value);
  });

  it('gives every pattern back that is a number', () => {
    const halves = Array.from({ length: 0x10000 }, (_, half) => half);
    const numbers = halves.filter(half => !Number.isNaN(fromHalf(half)));
    expect(numbers.map(half => toHalf(fromHalf(half)))).toEqual(numbers);
    // Ten bits of fraction, except for 0; both signs.
    expect(halves.length - numbers.length).toBe(2 * 1023);
    expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
  });

  it('makes the same numbers of many at once', () => {
    const halves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
    expect(floatsOfHalves(halves)).toEqual(Float32Array.from(halves, fromHalf));
  });

  it.each([
    ['a third to 0x3555', 1 / 3, 0x3555],
    ['half way between two, down to even', 1 + 2 ** -11, 0x3c00],
    ['half way between two, up to even', 1 + 3 * 2 ** -11, 0x3c02],
    ['just above half way up', 1 + 2 ** -11 + 2 ** -20, 0x3c01],
    ['over the fraction into the exponent', 2 - 2 ** -12, 0x4000],
    ['half the smallest to nothing', 2 ** -25, 0x0000],
    ['more than half the smallest to the smallest', 1.5 * 2 ** -25, 0x0001],
    ['the largest subnormal into the normal ones', 2 ** -14 - 2 ** -26, 0x0400],
    ['what is just below 65520 to the largest', 65519, 0x7bff],
    ['65520 to infinity', 65520, 0x7c00],
  ])('rounds %s', (_, value, half) => {
    expect(toHalf(value)).toBe(half);
  });
});
