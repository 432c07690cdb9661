import { expect, it } from 'vitest';
import { PIXELS, SIDE } from '../../src/data/imageSet.ts';
import { toDrawing } from '../../src/data/toDrawing.ts';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];
const grey = (value: number, alpha = 255): Colour => [value, value, value, alpha];

function rgba(width: number, height: number, colour: (x: number, y: number) => Colour): Uint8ClampedArray {
  const bytes = Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width)));
  return Uint8ClampedArray.from(bytes.flat());
}

it('keeps a picture of the right size with bright ink', () => {
  const ink = (x: number, y: number) => (x > 5 && x < 20 && y > 3 && y < 25 ? (x * 13 + y * 7) % 256 : 0);
  const drawing = toDrawing(
    rgba(SIDE, SIDE, (x, y) => grey(ink(x, y))),
    SIDE,
    SIDE,
  );
  expect([...drawing]).toEqual(Array.from({ length: PIXELS }, (_, i) => ink(i % SIDE, Math.floor(i / SIDE))));
});

it('inverts dark ink on light paper, and grey paper becomes paper', () => {
  const size = 4 * SIDE;
  const bar = (x: number) => x >= 48 && x < 64;
  const onWhite = toDrawing(
    rgba(size, size, x => grey(bar(x) ? 0 : 255)),
    size,
    size,
  );
  const onGrey = toDrawing(
    rgba(size, size, x => grey(bar(x) ? 0 : 180)),
    size,
    size,
  );
  expect([...onWhite.subarray(10, 18)]).toEqual([0, 0, 255, 255, 255, 255, 0, 0]);
  expect(onGrey).toEqual(onWhite);
});

it('fits and centres a picture that is not square', () => {
  const drawing = toDrawing(
    rgba(14, 56, x => grey(x > 0 && x < 13 ? 255 : 0)),
    14,
    56,
  );
  const row = [...drawing.subarray(14 * SIDE, 15 * SIDE)];
  // 12 of 56 pixels across, in the middle, are 6 of 28: from 11 to 17.
  expect(row.slice(10, 18)).toEqual([0, 255, 255, 255, 255, 255, 255, 0]);
});

it('averages what falls into a pixel, so that a thin line survives', () => {
  const size = 10 * SIDE;
  const drawing = toDrawing(
    rgba(size, size, x => grey(x === 145 ? 255 : 0)),
    size,
    size,
  );
  expect([...drawing.subarray(13, 16)]).toEqual([0, 26, 0]);
});

it.each([
  ['black', 0],
  ['white', 255],
])('sees %s ink on nothing', (_, value) => {
  const drawing = toDrawing(
    rgba(SIDE, SIDE, x => grey(value, x === 9 ? 255 : 0)),
    SIDE,
    SIDE,
  );
  expect([...drawing.subarray(8, 11)]).toEqual([0, 255, 0]);
});

it('enlarges a small picture', () => {
  const drawing = toDrawing(
    rgba(14, 14, x => grey(x === 7 ? 255 : 0)),
    14,
    14,
  );
  expect([...drawing.subarray(13, 17)]).toEqual([0, 255, 255, 0]);
});
