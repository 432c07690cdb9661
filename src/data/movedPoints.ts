/** Points of a cloud [count, 2] taken hold of, moved and added to; none of it changes the cloud that it is given. */

/** The indices of the points within `radius` of (x, y). */
export function pointsNear(
  points: Float32Array,
  [x, y]: readonly [number, number],
  radius: number,
): readonly number[] {
  const near: number[] = [];
  for (let n = 0; 2 * n < points.length; n++) {
    if (Math.hypot(points[2 * n]! - x, points[2 * n + 1]! - y) <= radius) near.push(n);
  }
  return near;
}

/** The same points, those of the indices moved by (dx, dy). */
export function movedBy(
  points: Float32Array,
  indices: readonly number[],
  [dx, dy]: readonly [number, number],
): Float32Array {
  const moved = points.slice();
  for (const n of indices) {
    moved[2 * n]! += dx;
    moved[2 * n + 1]! += dy;
  }
  return moved;
}

/** The same points with `added` [k, 2] after them; `most` in all. */
export function withAdded(points: Float32Array, added: Float32Array, most: number): Float32Array {
  const all = new Float32Array(Math.min(2 * most, points.length + added.length));
  all.set(points);
  all.set(added.subarray(0, all.length - points.length), points.length);
  return all;
}
