import { jitter, pointSet } from './pointSet.ts';

export const ring = pointSet({
  id: 'ring',
  label: 'Ring',
  uses: ['spread'],
  classes: null,
  point(draws, { spread }) {
    const angle = 2 * Math.PI * draws[0]!;
    const [dx, dy] = jitter(draws, spread);
    return [0.7 * Math.cos(angle) + dx, 0.7 * Math.sin(angle) + dy, 0];
  },
});
