/** A spray can for points: strews them about a place, or takes away those that are near. */
import { uniforms } from '../math/random.ts';
import type { ClassedPoint } from './points.ts';
import { MOST_POINTS } from './sets/plane/pointsText.ts';

export interface Spray {
  /** Radius of the spray, in the plane's units. */
  readonly radius: number;
  /** Points that one move leaves. */
  readonly density: number;
  readonly erases: boolean;
  /** Class of the points. */
  readonly label: number;
}

/** `points` after one move of the spray to (x, y); never more than fit a link. `move` numbers the moves. */
export function sprayAt(
  points: readonly ClassedPoint[],
  { radius, density, erases, label }: Spray,
  [x, y]: readonly [number, number],
  move: number,
): readonly ClassedPoint[] {
  if (erases) return points.filter(([px, py]) => Math.hypot(px - x, py - y) > radius);
  const added: ClassedPoint[] = [];
  const strewn = strew([x, y], radius, density, move);
  for (let i = 0; i < strewn.length; i += 2) {
    const [px, py] = [strewn[i]!, strewn[i + 1]!];
    if (Math.max(Math.abs(px), Math.abs(py)) <= 1) added.push([px, py, label]);
  }
  return [...points, ...added].slice(0, MOST_POINTS);
}

/** Points [count, 2] strewn evenly over the disc about (x, y). `move` numbers the moves. */
export function strew(
  [x, y]: readonly [number, number],
  radius: number,
  count: number,
  move: number,
): Float32Array {
  const draws = uniforms(1, 'paint', move, new Float32Array(2 * count));
  return draws.map((_, i) => {
    const distance = radius * Math.sqrt(draws[i - (i % 2)]!);
    const angle = 2 * Math.PI * draws[i - (i % 2) + 1]!;
    return i % 2 === 0 ? x + distance * Math.cos(angle) : y + distance * Math.sin(angle);
  });
}
