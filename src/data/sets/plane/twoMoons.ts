import { jitter, pointSet } from './pointSet.ts';

/** Two half circles that reach into each other, as scikit-learn's `make_moons`, scaled and centred. */
export const twoMoons = pointSet({
  id: 'two-moons',
  label: 'Two moons',
  uses: ['spread'],
  classes: ['upper', 'lower'],
  point(draws, { spread }, n) {
    const label = n % 2;
    const angle = Math.PI * draws[0]!;
    const x = label === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
    const y = label === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
    const [dx, dy] = jitter(draws, spread);
    return [0.55 * (x - 0.5) + dx, 0.55 * (y - 0.25) + dy, label];
  },
});
