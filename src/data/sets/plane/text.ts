import { GLYPH_COLUMNS, GLYPH_ROWS, glyphOf } from './glyphs.ts';
import { jitter, pointSet } from './pointSet.ts';

/** Half the width that the words fill. */
const HALF = 0.9;
const GAP = 1;

interface Dots {
  /** Columns and rows of the lit dots, rows from the top. */
  readonly lit: readonly (readonly [column: number, row: number])[];
  readonly columns: number;
}

const known = new Map<string, Dots>();

function dotsOf(words: string): Dots {
  const found = known.get(words);
  if (found) return found;
  const each = GLYPH_COLUMNS + GAP;
  const lit = [...words].flatMap((letter, i) =>
    glyphOf(letter).map(([column, row]) => [i * each + column, row] as const),
  );
  const dots = { lit, columns: words.length * each - GAP };
  known.clear();
  known.set(words, dots);
  return dots;
}

/** A word in the dots of a 5 x 7 font. */
export const text = pointSet({
  id: 'text',
  label: 'A word in points',
  uses: ['words', 'spread'],
  classes: null,
  point(draws, { words, spread }) {
    const { lit, columns } = dotsOf(words);
    const [column, row] = lit[Math.floor(draws[0]! * lit.length)] ?? [columns / 2, GLYPH_ROWS / 2];
    const dot = Math.min((2 * HALF) / columns, (2 * HALF) / GLYPH_ROWS);
    const [dx, dy] = jitter(draws, spread);
    const x = (column + draws[1]! - columns / 2) * dot;
    const y = (GLYPH_ROWS / 2 - row - draws[2]!) * dot;
    return [x + dx, y + dy, 0];
  },
});
