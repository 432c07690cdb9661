/** Shapes are drawn by formula, so that areas, places and colours are known. */
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { drawShape, shapes } from '../../src/data/sets/shapes.ts';

const SETTINGS = { ...DEFAULT_CONFIG, side: 32, colour: false };
const nothing = () => Promise.reject(new Error('Shapes need nothing from elsewhere.'));
const SOURCES = {
  fetchBytes: nothing,
  drawings: null,
  collection: nothing,
  onProgress: () => {},
  once: nothing,
};

/** Area of each figure of radius 1: circle, inscribed square and triangle, star with its inner corners at 0.42. */
const AREAS = [Math.PI, 2, (3 * Math.sqrt(3)) / 4, 10 * 0.5 * 0.42 * Math.sin(Math.PI / 5)];

it('has all kinds equally often, labelled, and others held out', async () => {
  const set = await shapes.load(SETTINGS, SOURCES);
  expect(set).toMatchObject({ count: 4000, shape: { height: 32, width: 32, channels: 1 } });
  expect(shapes.classes(SETTINGS)).toEqual(['circle', 'square', 'triangle', 'star']);
  for (const kind of [0, 1, 2, 3]) expect(set.labels!.filter(label => label === kind)).toHaveLength(1000);
  const heldOut = await shapes.heldOut!(SETTINGS, SOURCES);
  expect(heldOut.images.subarray(0, 1024)).not.toEqual(set.images.subarray(0, 1024));
});

it.each([0, 1, 2, 3])('covers the area of figure %i, which lies whole within the picture', kind => {
  const shape = { height: 64, width: 64, channels: 1 };
  for (let n = kind; n < 80; n += 4) {
    const picture = new Uint8Array(64 * 64);
    drawShape(n, shape, picture);
    const area = picture.reduce((sum, ink) => sum + ink / 255, 0);
    // The radius is between 0.26 and 0.42 of the side.
    const radius = Math.sqrt(area / AREAS[kind]!);
    expect(radius / 64).toBeGreaterThan(0.25);
    expect(radius / 64).toBeLessThan(0.43);
    const edge = Array.from({ length: 64 }, (_, i) => Math.max(picture[i]!, picture[64 * i]!));
    expect(Math.max(...edge)).toBeLessThan(255);
  }
});

it('has one colour a picture, at full strength, and black around it', () => {
  const shape = { height: 16, width: 16, channels: 3 };
  const picture = new Uint8Array(16 * 16 * 3);
  drawShape(5, shape, picture);
  const pixels = Array.from({ length: 256 }, (_, i) => [...picture.subarray(3 * i, 3 * i + 3)]);
  const [first] = pixels.toSorted((a, b) => Math.max(...b) - Math.max(...a));
  expect(Math.max(...first!)).toBe(255);
  expect(Math.min(...first!)).toBe(0);
  for (const pixel of pixels) {
    const strength = Math.max(...pixel) / 255;
    pixel.forEach((value, c) => {
      expect(Math.abs(value - strength * first![c]!)).toBeLessThan(2);
    });
  }
});
