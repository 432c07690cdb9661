import { pointSet } from './pointSet.ts';

/** Half the board's side. */
const HALF = 0.9;

/** Every other cell of a board, filled evenly: edges as sharp as can be. */
export const checkerboard = pointSet({
  id: 'checkerboard',
  label: 'Checkerboard',
  uses: ['cells'],
  classes: null,
  point([u, v, w], { cells }) {
    // Every second cell, row by row; where rows are of even length every other row begins one further.
    const cell = 2 * Math.floor(w! * Math.ceil((cells * cells) / 2));
    const row = Math.floor(cell / cells);
    const column = (cell % cells) + (cells % 2 === 0 ? row % 2 : 0);
    return [HALF * ((2 * (column + u!)) / cells - 1), HALF * ((2 * (row + v!)) / cells - 1), 0];
  },
});
