import { jitter, pointSet } from './pointSet.ts';

/** Half the side of the square that the outer centres span. */
const HALF = 0.75;

/** Normal clouds on a square grid, all alike. */
export const gaussians = pointSet({
  id: 'gaussians',
  label: 'Grid of Gaussians',
  uses: ['spread', 'cells'],
  classes: null,
  point(draws, { spread, cells }) {
    const centre = (u: number) => HALF * ((2 * Math.floor(u * cells)) / Math.max(1, cells - 1) - 1);
    const [dx, dy] = jitter(draws, spread);
    // A single one stands in the middle.
    if (cells === 1) return [dx, dy, 0];
    return [centre(draws[0]!) + dx, centre(draws[1]!) + dy, 0];
  },
});
