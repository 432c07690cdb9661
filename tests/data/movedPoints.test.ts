import { expect, it } from 'vitest';
import { movedBy, pointsNear, withAdded } from '../../src/data/movedPoints.ts';

const points = Float32Array.of(0, 0, 0.5, 0, 0, 2);

it('takes hold of the points within reach, and moves those alone', () => {
  const near = pointsNear(points, [0.25, 0], 0.3);
  expect(near).toEqual([0, 1]);
  expect([...movedBy(points, near, [1, -1])]).toEqual([1, -1, 1.5, -1, 0, 2]);
  expect([...points]).toEqual([0, 0, 0.5, 0, 0, 2]);
});

it('adds points after the others, as many as there is room for', () => {
  const added = Float32Array.of(7, 7, 8, 8);
  expect([...withAdded(points, added, 10)]).toEqual([...points, 7, 7, 8, 8]);
  expect([...withAdded(points, added, 4)]).toEqual([...points, 7, 7]);
  expect([...withAdded(points, added, 3)]).toEqual([...points]);
});
