/** A dot-matrix font of capitals and digits: seven rows of five dots a letter, each row in base 32, the leftmost dot the highest bit. */

export const GLYPH_COLUMNS = 5;
export const GLYPH_ROWS = 7;

const GLYPHS: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hpljhhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllrh',
  X: 'hha4ahh',
  Y: 'hha4444',
  Z: 'v1248gv',
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh1248v',
  3: 'v2421he',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
};

/** What can be written, for the message that refuses the rest. */
export const WRITABLE = /^[A-Z0-9 ]+$/;

/** The lit dots of a letter, as columns and rows from the upper left; none for a space. */
export const glyphOf = (letter: string): (readonly [column: number, row: number])[] =>
  [...(GLYPHS[letter] ?? '')].flatMap((digit, row) =>
    Array.from({ length: GLYPH_COLUMNS }, (_, column) => column)
      .filter(column => (Number.parseInt(digit, 32) >> (GLYPH_COLUMNS - 1 - column)) & 1)
      .map(column => [column, row] as const),
  );
