import { jitter, pointSet } from './pointSet.ts';

const RADII = [0.75, 0.35];

export const twoRings = pointSet({
  id: 'two-rings',
  label: 'Two rings',
  uses: ['spread'],
  classes: ['outer', 'inner'],
  point(draws, { spread }, n) {
    const label = n % 2;
    const angle = 2 * Math.PI * draws[0]!;
    const [dx, dy] = jitter(draws, spread);
    return [RADII[label]! * Math.cos(angle) + dx, RADII[label]! * Math.sin(angle) + dy, label];
  },
});
