/** Points that one draws or imports: as text, from a table, by the spray. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/config/link.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import type { ClassedPoint } from '../../src/data/points.ts';
import { pointsFromCsv } from '../../src/data/pointsCsv.ts';
import { drawn } from '../../src/data/sets/plane/drawn.ts';
import {
  MOST_POINTS,
  pointsFromText,
  pointsProblem,
  pointsToText,
} from '../../src/data/sets/plane/pointsText.ts';
import { sprayAt } from '../../src/data/spray.ts';

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const anyPoints = fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: 0, max: 3 })), {
  minLength: 1,
  maxLength: 200,
});
const nothing = () => Promise.reject(new Error('Points need nothing from elsewhere.'));
const SOURCES = {
  fetchBytes: nothing,
  drawings: null,
  collection: nothing,
  onProgress: () => {},
  once: nothing,
};

describe('as text', () => {
  it('every point comes back within half a step, with its class', () => {
    fc.assert(
      fc.property(anyPoints, points => {
        const back = pointsFromText(pointsToText(points));
        expect(back).toHaveLength(points.length);
        for (const [x, y, label] of points) {
          const near = (a: number, b: number) => Math.abs(a - b) < 1 / 2047 + 1e-12;
          expect(back.some(([bx, by, other]) => other === label && near(bx, x) && near(by, y))).toBe(true);
        }
      }),
    );
  });

  it('text from anywhere is read or refused, and never breaks', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), text => {
        if (pointsProblem(text) === null)
          expect(pointsFromText(text).length).toBeLessThanOrEqual(MOST_POINTS);
      }),
    );
    expect(pointsProblem(pointsToText([[0, 0, 1]]).slice(0, -2))).not.toBeNull();
  });

  it('travels in the link and is trained on', async () => {
    const points = pointsToText([
      [0.5, -0.5, 1],
      [-1, 1, 0],
    ]);
    const { config, problems } = decodeLink(encodeLink({ ...DEFAULT_CONFIG, dataset: 'points', points }));
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ dataset: 'points', points });
    const set = await drawn.load(config, SOURCES);
    expect(set).toMatchObject({ count: 2, labels: Uint8Array.of(0, 1) });
    await expect(drawn.load({ ...config, points: '' }, SOURCES)).rejects.toThrow('There is no point yet');
  });

  it('the most that there can be fit a link', () => {
    const many = Array.from({ length: MOST_POINTS }, (_, i): ClassedPoint => {
      return [Math.sin(i * 12.9898), Math.cos(i * 78.233), i % 2];
    });
    expect(pointsToText(many).length).toBeLessThan(7000);
    expect(pointsFromText(pointsToText(many))).toHaveLength(MOST_POINTS);
  });
});

describe('from a table', () => {
  const read = (csv: string) => pointsFromCsv(csv, 'p.csv');

  it.each([
    [
      'x,y\n0.1,0.2\n-0.3,0.4',
      [
        [0.1, 0.2, 0],
        [-0.3, 0.4, 0],
      ],
    ],
    [
      '\uFEFF# made by hand\r\n0.1;0.2;a\r\n\r\n0.3;0.4;b\r\n',
      [
        [0.1, 0.2, 0],
        [0.3, 0.4, 1],
      ],
    ],
    [
      '0.1\t1e-1\t7\n0\t0\t5\n0\t0\t7',
      [
        [0.1, 0.1, 0],
        [0, 0, 1],
        [0, 0, 0],
      ],
    ],
    ['"0.1" "0.2"', [[0.1, 0.2, 0]]],
  ] as [string, ClassedPoint[]][])('%j is read', (csv, expected) => {
    expect(read(csv)).toEqual({ points: expected, notes: [] });
  });

  it.each([
    ['x,y\n0.5', 'Line 2 of p.csv has one column'],
    ['Dear all,\nplease find the points attached', 'Line 2 of p.csv has 5 columns'],
    ['0,0\n0,NaN', 'Line 2 of p.csv has “NaN” where a number should be'],
    ['x,y\n\n0,1\n0,Infinity', 'Line 4 of p.csv has “Infinity” where a number should be'],
    ['0,0,a\n0,0,b\n0,0,c\n0,0,d\n0,0,e', 'Line 5 of p.csv has one class too many: at most 4 are allowed'],
    ['1,2,3,4', 'Line 1 of p.csv has 4 columns'],
    ['', 'p.csv holds no points'],
    ['x,y\n', 'p.csv holds no points'],
  ])('%j is refused: %s', (csv, message) => {
    expect(() => read(csv)).toThrow(message);
  });

  it('fits points that reach further into the square, both axes alike', () => {
    const { points, notes } = read('100,0\n300,50\n200,100');
    const expected = [-0.9, -0.45, 0, 0.9, 0, 0, 0, 0.45, 0];
    for (const [i, value] of points.flat().entries()) expect(value).toBeCloseTo(expected[i]!, 12);
    expect(notes).toEqual(['They were moved and scaled into the square from −1 to 1.']);
    expect(read('5,5').points).toEqual([[0, 0, 0]]);
  });

  it('takes every so many of a million', () => {
    const { points, notes } = read('0.5,0.5\n'.repeat(1_000_000));
    expect(points).toHaveLength(MOST_POINTS);
    expect(notes[0]).toContain('1,000,000 points');
  });
});

it('the spray leaves points within its radius and the square, and the eraser takes them away', () => {
  const spray = { radius: 0.2, density: 50, erases: false, label: 1 };
  const points = sprayAt([], spray, [0.95, 0], 1);
  expect(points.length).toBeGreaterThan(10);
  for (const [x, y, label] of points) {
    expect(Math.hypot(x - 0.95, y)).toBeLessThanOrEqual(0.2);
    expect(x).toBeLessThanOrEqual(1);
    expect(label).toBe(1);
  }
  expect(sprayAt(points, spray, [0.95, 0], 2).slice(points.length)).not.toEqual(points);
  expect(sprayAt(points, { ...spray, erases: true }, [0.95, 0], 3)).toEqual([]);
  let many: readonly ClassedPoint[] = [];
  for (let move = 0; move < 60; move++) many = sprayAt(many, spray, [0, 0], move);
  expect(many).toHaveLength(MOST_POINTS);
});
