/** Paths of particles through a sampling. */
import type { StoredFrame } from '../../store/sampling/frames.ts';
import type { Sampling } from '../../store/state.ts';

/** Where all particles are at a place on the timeline, [count, 2]: the frames in order, then the result. */
export function particlesAt({ frames, resultNumbers }: Sampling, place: number): Float32Array | null {
  return frames[place]?.numbers?.xt ?? resultNumbers;
}

/** One particle's places from the start to `place`, [place + 1, 2]. */
export function pathOf(sampling: Sampling, particle: number, place: number): number[] {
  return Array.from({ length: place + 1 }, (_, n) => particlesAt(sampling, n)).flatMap(points =>
    points ? [points[2 * particle]!, points[2 * particle + 1]!] : [],
  );
}

/** Mean of what the step adds noise to, for one particle: the row without its fresh noise. */
export function meanOfStep(
  { row, numbers }: StoredFrame,
  before: StoredFrame | undefined,
  particle: number,
): readonly [number, number] | null {
  if (!numbers) return null;
  const coordinate = (c: number) => {
    const [x, x0] = [numbers.xt[2 * particle + c]!, numbers.x0Hat[2 * particle + c]!];
    const eps = (x - row.signal * x0) / row.noise;
    const past = before?.numbers?.x0Hat[2 * particle + c] ?? 0;
    return row.cXt * x + row.cX0 * x0 + row.cEps * eps + row.cX0Prev * past;
  };
  return [coordinate(0), coordinate(1)];
}

/**
 * How straight paths are: the mean over particles of the distance from start to end, divided by the length of the way.
 * 1 is straight. Null before the end.
 */
export function straightness(sampling: Sampling): number | null {
  const { frames, resultNumbers: end, count } = sampling;
  const start = frames[0]?.numbers?.xt;
  if (!end || !start) return null;
  let sum = 0;
  for (let n = 0; n < count; n++) {
    let way = 0;
    let [x, y] = [start[2 * n]!, start[2 * n + 1]!];
    for (let place = 1; place <= frames.length; place++) {
      const points = particlesAt(sampling, place)!;
      way += Math.hypot(points[2 * n]! - x, points[2 * n + 1]! - y);
      [x, y] = [points[2 * n]!, points[2 * n + 1]!];
    }
    sum += way === 0 ? 1 : Math.hypot(x - start[2 * n]!, y - start[2 * n + 1]!) / way;
  }
  return sum / count;
}
