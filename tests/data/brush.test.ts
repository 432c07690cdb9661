import { expect, it } from 'vitest';
import { type Brush, drawSegment, type Point, WHITE } from '../../src/data/brush.ts';
import { PIXELS, SHAPE, SIDE } from './mnistSize.ts';

const pen: Brush = { radius: 1.5, erases: false, colour: WHITE };
const rubber: Brush = { ...pen, erases: true };
const a: Point = { x: 5, y: 7.5 };
const b: Point = { x: 20, y: 7.5 };

function drawn(...segments: [Point, Point, Brush][]): Uint8Array {
  const pixels = new Uint8Array(PIXELS);
  for (const [from, to, brush] of segments) drawSegment(pixels, SHAPE, from, to, brush);
  return pixels;
}
const pixel = (pixels: Uint8Array, x: number, y: number) => pixels[y * SIDE + x]!;

it('inks a line fully in the middle, half at its radius, not at all beyond', () => {
  const line = drawn([a, b, pen]);
  expect(pixel(line, 12, 7)).toBe(255);
  expect(pixel(line, 12, 9)).toBeGreaterThan(0);
  expect(pixel(line, 12, 9)).toBeLessThan(127);
  expect(pixel(line, 12, 10)).toBe(0);
  expect(pixel(line, 2, 7)).toBe(0);
  const atRadius = drawn([{ x: 5, y: 6 }, { x: 20, y: 6 }, pen]);
  expect(pixel(atRadius, 12, 7)).toBe(128);
});

it('draws a dot where a stroke goes nowhere, the same in all directions', () => {
  const centre = { x: 14, y: 14 };
  const dot = drawn([centre, centre, pen]);
  const mirrored = dot.toReversed();
  const transposed = Uint8Array.from(dot, (_, i) => pixel(dot, Math.floor(i / SIDE), i % SIDE));
  expect(dot.some(Boolean)).toBe(true);
  expect(mirrored).toEqual(dot);
  expect(transposed).toEqual(dot);
});

it('joins the pieces of a stroke without knots', () => {
  const middle = { x: 11.3, y: 7.5 };
  expect(drawn([a, middle, pen], [middle, b, pen])).toEqual(drawn([a, b, pen]));
  expect(drawn([a, b, pen], [b, a, pen])).toEqual(drawn([a, b, pen]));
});

it('erases what it touches and nothing else', () => {
  const far: Point = { x: 14, y: 25 };
  const both = drawn([a, b, pen], [far, far, pen]);
  drawSegment(both, SHAPE, a, b, rubber);
  expect(both).toEqual(drawn([far, far, pen]));
});

it('covers in its colour, and what it erases is paper', () => {
  const shape = { height: 16, width: 24, channels: 3 };
  const pixels = new Uint8Array(16 * 24 * 3);
  const at = (x: number, y: number) => [...pixels.subarray(3 * (24 * y + x), 3 * (24 * y + x) + 3)];
  drawSegment(pixels, shape, a, b, { ...pen, colour: [200, 0, 0] });
  drawSegment(pixels, shape, a, b, { ...pen, colour: [0, 90, 255] });
  expect(at(12, 7)).toEqual([0, 90, 255]);
  expect(at(12, 12)).toEqual([0, 0, 0]);
  drawSegment(pixels, shape, a, b, rubber);
  expect(pixels.some(Boolean)).toBe(false);
});

it('may leave the picture and come back', () => {
  expect(() => drawn([{ x: -40, y: -9 }, { x: 70, y: 50 }, pen])).not.toThrow();
});
