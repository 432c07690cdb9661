/** Tables of points as they might come from anywhere: each gives points that fit, or is refused in a sentence with its line. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { pointsFromCsv } from '../../src/data/pointsCsv.ts';
import {
  MOST_CLASSES,
  MOST_POINTS,
  pointsFromText,
  pointsToText,
} from '../../src/data/sets/plane/pointsText.ts';
import { figures } from './figures.ts';
import { report } from './report.ts';

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }).map(String) },
  { weight: 6, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('NaN', '', 'Infinity', '1e400', '-0', '0x10', '"', 'x', '１') },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);
const line = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.constantFrom(',', ';', '\t', ' '))
  .map(([cells, separator]) => cells.join(separator));
const good = fc
  .tuple(fc.double({ noDefaultInfinity: true, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }))
  .map(([x, y]) => `${x},${y}`);
const anyTable = fc
  .tuple(
    fc.array(fc.oneof({ weight: 20, arbitrary: good }, { weight: 1, arbitrary: line }), { maxLength: 30 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', '\uFEFF', 'x,y\n', '# by hand\n'),
  )
  .map(([lines, ending, head]) => head + lines.join(ending));

it(`takes or refuses ${figures.links} tables`, () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(anyTable, fc.string({ unit: 'binary' })), csv => {
      try {
        const { points } = pointsFromCsv(csv, 'any.csv');
        taken += 1;
        expect(points.length).toBeGreaterThan(0);
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
        for (const [x, y, label] of points) {
          expect(Math.abs(x)).toBeLessThanOrEqual(1);
          expect(Math.abs(y)).toBeLessThanOrEqual(1);
          expect(label).toBeGreaterThanOrEqual(0);
          expect(label).toBeLessThan(MOST_CLASSES);
        }
        expect(pointsFromText(pointsToText(points))).toHaveLength(points.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        const { message } = error as DataError;
        expect(message).toMatch(/^(Line \d+ of any\.csv (has|holds) .+\.|any\.csv holds no points\.)$/s);
      }
    }),
    { numRuns: figures.links },
  );
  expect(taken).toBeGreaterThan(figures.links / 10);
  report({
    test: 'tables of points, whole and broken',
    reached: `${figures.links}, ${taken} of them taken`,
    target: '10,000, each taken whole or refused with its line',
  });
}, 3_600_000);
