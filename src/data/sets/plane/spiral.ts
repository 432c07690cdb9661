import { jitter, pointSet } from './pointSet.ts';

const RADIUS = 0.85;

/** Archimedes' spiral, evenly dense along its arm. */
export const spiral = pointSet({
  id: 'spiral',
  label: 'Spiral',
  uses: ['spread', 'turns'],
  classes: null,
  point(draws, { spread, turns }) {
    // The arm's length grows with the square of the angle, but for its very beginning.
    const along = Math.sqrt(draws[0]!);
    const angle = 2 * Math.PI * turns * along;
    const [dx, dy] = jitter(draws, spread);
    return [RADIUS * along * Math.cos(angle) + dx, RADIUS * along * Math.sin(angle) + dy, 0];
  },
});
