/** Points strewn over ink: where it is, as densely as it is dark, the right way up. */
import { expect, it } from 'vitest';
import { pointsOfInk } from '../../src/data/pointsOfInk.ts';

const shape = { height: 4, width: 4, channels: 1 };
const picture = (ink: Readonly<Record<number, number>>) =>
  Uint8Array.from({ length: 16 }, (_, at) => ink[at] ?? 0);

it('fall into the pixels that have ink, in proportion to it', () => {
  // The upper left pixel, and a third as dark the lower right one.
  const points = pointsOfInk(picture({ 0: 255, 15: 85 }), shape, 4000, 1);
  let upper = 0;
  for (let n = 0; n < 4000; n++) {
    const [x, y] = [points[2 * n]!, points[2 * n + 1]!];
    if (x < 0) {
      upper += 1;
      expect(x).toBeGreaterThanOrEqual(-0.9001);
      expect(x).toBeLessThanOrEqual(-0.4499);
      expect(y).toBeGreaterThanOrEqual(0.4499);
      expect(y).toBeLessThanOrEqual(0.9001);
    } else {
      expect(x).toBeGreaterThanOrEqual(0.4499);
      expect(y).toBeLessThanOrEqual(-0.4499);
    }
  }
  // Four standard errors of a share of 3/4.
  expect(Math.abs(upper / 4000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 4000));
});

it('are none where there is no ink, and other ones for another draw', () => {
  expect(pointsOfInk(picture({}), shape, 10, 1)).toHaveLength(0);
  const full = picture({ 5: 255 });
  expect(pointsOfInk(full, shape, 10, 1)).toEqual(pointsOfInk(full, shape, 10, 1));
  expect(pointsOfInk(full, shape, 10, 1)).not.toEqual(pointsOfInk(full, shape, 10, 2));
});

it('takes colours together', () => {
  const coloured = new Uint8Array(3);
  coloured[2] = 10;
  expect(pointsOfInk(coloured, { height: 1, width: 1, channels: 3 }, 5, 1)).toHaveLength(10);
});
