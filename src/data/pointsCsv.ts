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
    throw new DataError(`${file.name} is larger than 20 MB.`, `At most ${MOST_POINTS} points are taken.`);
  return pointsFromCsv(await file.text(), file.name);
}

/**
 * Of a table that holds more points than there is room for, only the lines that are taken are read: those of a million are read in
 * a moment.
 *
 * @throws DataError with the number of the line that is wrong.
 */
export function pointsFromCsv(csv: string, name: string): ImportedPoints {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const filled = [...lines.keys()].filter(i => /^\s*[^\s#]/.test(lines[i]!));
  // The first line may name the columns.
  if (filled.length > 0 && cellsOf(lines[filled[0]!]!).every(cell => !isNumber(cell))) filled.shift();
  if (filled.length === 0) throw new DataError(`${name} holds no points.`, ADVICE);
  const many = filled.length > MOST_POINTS;
  const rows = (many ? evenly(filled, MOST_POINTS) : filled).map(i => ({
    cells: cellsOf(lines[i]!),
    number: i + 1,
  }));
  const classes = new Map<string, number>();
  const taken = rows.map(({ cells, number }): ClassedPoint => {
    const wrong = (what: string) => new DataError(`Line ${number} of ${name} ${what}.`, ADVICE);
    if (cells.length !== 2 && cells.length !== 3) throw wrong(`has ${columns(cells.length)}`);
    const [x, y] = cells.slice(0, 2).map(cell => {
      if (!isNumber(cell)) throw wrong(`has “${cell.slice(0, 30)}” where a number should be`);
      return Number(cell);
    });
    return [x!, y!, labelOf(cells[2], classes, wrong)];
  });
  const notes: string[] = [];
  if (many) {
    notes.push(
      `${name} holds ${filled.length.toLocaleString('en')} points; ${MOST_POINTS} of them, evenly spaced, were taken.`,
    );
  }
  const points = fitted(taken);
  if (points !== taken) notes.push('They were moved and scaled into the square from −1 to 1.');
  return { points, notes };
}

const ADVICE =
  'Each line should hold x, y and perhaps a class, with commas, semicolons or tabs between them.';

const columns = (count: number): string => (count === 1 ? 'one column' : `${count} columns`);

function cellsOf(line: string): string[] {
  const text = line.trim();
  const separator = [';', '\t', ','].find(each => text.includes(each)) ?? /\s+/;
  return text.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
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
    throw wrong(`has one class too many: at most ${MOST_CLASSES} are allowed`);
  classes.set(cell, classes.size);
  return classes.size - 1;
}

const evenly = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);

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
