import { expect, it } from 'vitest';
import { toDrawing } from '../../src/data/toDrawing.ts';
import { PIXELS, SHAPE, SIDE } from './mnistSize.ts';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];
const grey = (value: number, alpha = 255): Colour => [value, value, value, alpha];

function rgba(width: number, height: number, colour: (x: number, y: number) => Colour): Uint8ClampedArray {
  const bytes = Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width)));
  return Uint8ClampedArray.from(bytes.flat());
}

type Picture = [rgba: Uint8ClampedArray, width: number, height: number];

function drawn(...picture: Picture): Uint8Array {
  const drawing = toDrawing(...picture, SHAPE);
  if (!drawing) throw new Error('taken for blank');
  return drawing;
}

it('keeps a picture of the right size with bright ink', () => {
  const ink = (x: number, y: number) => (x > 5 && x < 20 && y > 3 && y < 25 ? (x * 13 + y * 7) % 256 : 0);
  const drawing = drawn(
    rgba(SIDE, SIDE, (x, y) => grey(ink(x, y))),
    SIDE,
    SIDE,
  );
  expect([...drawing]).toEqual(Array.from({ length: PIXELS }, (_, i) => ink(i % SIDE, Math.floor(i / SIDE))));
});

it('inverts dark ink on light paper, and grey paper becomes paper', () => {
  const size = 4 * SIDE;
  const bar = (x: number) => x >= 48 && x < 64;
  const onWhite = drawn(
    rgba(size, size, x => grey(bar(x) ? 0 : 255)),
    size,
    size,
  );
  const onGrey = drawn(
    rgba(size, size, x => grey(bar(x) ? 0 : 180)),
    size,
    size,
  );
  expect([...onWhite.subarray(10, 18)]).toEqual([0, 0, 255, 255, 255, 255, 0, 0]);
  expect(onGrey).toEqual(onWhite);
});

it('fits and centres a picture that is not square', () => {
  const drawing = drawn(
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
  const drawing = drawn(
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
  const drawing = drawn(
    rgba(SIDE, SIDE, x => grey(value, x === 9 ? 255 : 0)),
    SIDE,
    SIDE,
  );
  expect([...drawing.subarray(8, 11)]).toEqual([0, 255, 0]);
});

it('enlarges a small picture', () => {
  const drawing = drawn(
    rgba(14, 14, x => grey(x === 7 ? 255 : 0)),
    14,
    14,
  );
  expect([...drawing.subarray(13, 17)]).toEqual([0, 255, 255, 0]);
});

const SIZE = 2 * SIDE;
/** A bar across the middle, away from the border. */
const inBar = (x: number, y: number) => x >= 24 && x < 32 && y >= 8 && y < 48;
const barOf = (paper: Colour, ink: Colour) =>
  toDrawing(
    rgba(SIZE, SIZE, (x, y) => (inBar(x, y) ? ink : paper)),
    SIZE,
    SIZE,
    SHAPE,
  );

it.each<[string, Colour, Colour]>([
  ['dark ink on dim paper', grey(110), grey(20)],
  ['black on red', [255, 0, 0, 255], grey(0)],
  ['white on orange', [255, 165, 0, 255], grey(255)],
  ['red on green as bright as it', [0, 130, 0, 255], [255, 0, 0, 255]],
  ['yellow on white', grey(255), [255, 255, 0, 255]],
  ['faint pencil', grey(230), grey(190)],
])('finds %s', (_, paper, ink) => {
  const drawing = barOf(paper, ink)!;
  expect(drawing[14 * SIDE + 14]).toBeGreaterThan(200);
  expect(drawing.filter(value => value > 0)).toHaveLength(4 * 20);
});

it('finds both of two inks that have nothing in common', () => {
  const drawing = drawn(
    rgba(SIZE, SIZE, (x, y) => (!inBar(x, y) ? grey(128) : y < 28 ? grey(255) : grey(0))),
    SIZE,
    SIZE,
  );
  expect(drawing.filter(value => value > 200)).toHaveLength(4 * 20);
});

it('passes over a bright spot on the paper, and its grain', () => {
  const grain = (x: number, y: number) => ((x * 7 + y * 13) % 5) - 2;
  const drawing = drawn(
    rgba(SIZE, SIZE, (x, y) =>
      grey((inBar(x, y) ? 20 : x > 40 && x < 54 && y > 8 && y < 48 ? 200 : 150) + grain(x, y)),
    ),
    SIZE,
    SIZE,
  );
  expect(drawing.filter(value => value > 200)).toHaveLength(4 * 20);
  expect(drawing.filter(value => value > 0)).toHaveLength(4 * 20);
});

it.each<[string, Colour]>([
  ['grey', grey(180)],
  ['coloured', [255, 200, 120, 255]],
  ['dark', grey(40)],
])('takes a transparent hole in %s paper for paper', (_, paper) => {
  const contrast = paper[0] > 127 ? 0 : 255;
  const drawing = drawn(
    rgba(SIZE, SIZE, (x, y) =>
      inBar(x, y) ? grey(contrast) : x > 36 && x < 46 && y > 10 && y < 40 ? grey(contrast, 0) : paper,
    ),
    SIZE,
    SIZE,
  );
  expect(drawing.filter(value => value > 0)).toHaveLength(4 * 20);
});

it('takes ink that runs over much of the border', () => {
  const drawing = drawn(
    rgba(SIZE, SIZE, x => grey(x < 16 ? 0 : 255)),
    SIZE,
    SIZE,
  );
  expect(drawing.filter(value => value === 255)).toHaveLength(8 * SIDE);
});

it.each<[string, (x: number, y: number) => Colour]>([
  ['transparent', () => [0, 0, 0, 0]],
  ['transparent in many colours', (x, y) => [x, y, 3 * x, 0]],
  ['white', () => grey(255)],
  ['black', () => grey(0)],
  ['of one colour', () => [200, 30, 90, 255]],
  ['of one half-transparent shade', () => grey(100, 128)],
  ['of nothing but grain', (x, y) => grey(200 + ((x * 7 + y * 13) % 9))],
  ['white but for a speck', (x, y) => grey(x === 300 && y === 200 ? 0 : 255)],
])('says of a picture that is %s that it is blank', (_, colour) => {
  expect(toDrawing(rgba(448, 448, colour), 448, 448, SHAPE)).toBeNull();
});
