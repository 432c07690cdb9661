/**
 * Sliced Wasserstein distance between two clouds in the plane (Rabin et al. 2012, with the first power): the mean, over
 * directions, of the Wasserstein distance between the clouds' shadows on a line. Two lines of numbers, sorted, are as far
 * apart as their pairs are on average.
 */

/** Directions, evenly spaced over half a turn: the mean over them is close to the one over all. */
const DIRECTIONS = 64;

/**
 * @param a points [count, 2], and `b` as many.
 * @throws if they are not as many, or none.
 */
export function slicedWasserstein(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length || a.length === 0) {
    throw new Error(`Clouds of ${a.length / 2} and ${b.length / 2} points cannot be compared.`);
  }
  let sum = 0;
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = (Math.PI * k) / DIRECTIONS;
    const [p, q] = [shadow(a, angle), shadow(b, angle)];
    let apart = 0;
    for (let i = 0; i < p.length; i++) apart += Math.abs(p[i]! - q[i]!);
    sum += apart / p.length;
  }
  return sum / DIRECTIONS;
}

/** The points' places along a direction, sorted. */
function shadow(points: Float32Array, angle: number): Float64Array {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const places = new Float64Array(points.length / 2);
  for (let i = 0; i < places.length; i++) places[i] = cos * points[2 * i]! + sin * points[2 * i + 1]!;
  return places.sort();
}
