/** Points from a table: two columns, x and y, and perhaps a third with the class. */
import { DataError } from './dataError.ts';
import type { ClassedPoint } from './points.ts';
import { MOST_CLASSES, MOST_POINTS } from './sets/plane/pointsText.ts';

const MAX_BYTES = 20_000_000;
/** Half the side of the square into which points are fitted that reach beyond [-1, 1]. */
const FITTED = 0.9;

export interface ImportedPoints {
  readonly points: readonly ClassedPoint[];
  /** What is to be said of them though they were taken, a sentence each. */
  readonly notes: readonly string[];
}

/** Whether a file's name says that it is a table. */
export const isTable = ({ name }: { readonly name: string }): boolean => /\.(csv|tsv)$/i.test(name);

/** @throws DataError with the number of the line that is wrong. */
export async function importPoints(file: File): Promise<ImportedPoints> {
  if (file.size > MAX_BYTES)
    throw new DataError(`${file.name} is larger than 20 MB.`, `${MOST_POINTS} points are taken at most.`);
  return pointsFromCsv(await file.text(), file.name);
}

/** @throws DataError with the number of the line that is wrong. */
export function pointsFromCsv(csv: string, name: string): ImportedPoints {
  const rows = csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => ({ cells: cellsOf(line), number }));
  // The first line may name the columns.
  const [first] = rows;
  if (first?.cells.every(cell => !isNumber(cell))) rows.shift();
  if (rows.length === 0) throw new DataError(`${name} holds no points.`, ADVICE);
  const classes = new Map<string, number>();
  const read = rows.map(({ cells, number }): ClassedPoint => {
    const wrong = (what: string) => new DataError(`Line ${number} of ${name} ${what}.`, ADVICE);
    if (cells.length !== 2 && cells.length !== 3) throw wrong(`has ${columns(cells.length)}`);
    const [x, y] = cells.slice(0, 2).map(cell => {
      if (!isNumber(cell)) throw wrong(`has “${cell.slice(0, 30)}” where a number should be`);
      return Number(cell);
    });
    return [x!, y!, labelOf(cells[2], classes, wrong)];
  });
  const notes: string[] = [];
  const taken = read.length <= MOST_POINTS ? read : evenly(read, MOST_POINTS);
  if (taken !== read) {
    notes.push(
      `${name} holds ${read.length.toLocaleString('en')} points; every so many, ${MOST_POINTS} in all, were taken.`,
    );
  }
  const points = fitted(taken);
  if (points !== taken) notes.push('They were moved and scaled into the square from −1 to 1.');
  return { points, notes };
}

const ADVICE = 'A line holds x and y, and perhaps a class, with a comma, semicolon or tab between them.';

const columns = (count: number): string => (count === 1 ? 'one column' : `${count} columns`);

function cellsOf(line: string): string[] {
  const separator = [';', '\t', ','].find(each => line.includes(each)) ?? /\s+/;
  return line.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
}

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));

/** Classes by number, or in the order in which their names come. */
function labelOf(
  cell: string | undefined,
  classes: Map<string, number>,
  wrong: (what: string) => DataError,
): number {
  if (cell === undefined || cell === '') return 0;
  const known = classes.get(cell);
  if (known !== undefined) return known;
  if (classes.size === MOST_CLASSES)
    throw wrong(`has a class more than the ${MOST_CLASSES} that there can be`);
  classes.set(cell, classes.size);
  return classes.size - 1;
}

const evenly = (points: readonly ClassedPoint[], count: number): ClassedPoint[] =>
  Array.from({ length: count }, (_, i) => points[Math.floor((i * points.length) / count)]!);

/** The same points where they lie within [-1, 1]; else centred and scaled, both axes alike. */
function fitted(points: readonly ClassedPoint[]): readonly ClassedPoint[] {
  if (points.every(([x, y]) => Math.max(Math.abs(x), Math.abs(y)) <= 1)) return points;
  const range = (c: 0 | 1) => {
    const low = points.reduce((least, point) => Math.min(least, point[c]), Number.POSITIVE_INFINITY);
    const high = points.reduce((most, point) => Math.max(most, point[c]), Number.NEGATIVE_INFINITY);
    return { middle: low / 2 + high / 2, half: high / 2 - low / 2 };
  };
  const [x, y] = [range(0), range(1)];
  const scale = FITTED / (Math.max(x.half, y.half) || 1);
  return points.map(([px, py, label]) => [(px - x.middle) * scale, (py - y.middle) * scale, label]);
}
