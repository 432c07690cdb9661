import type { StoredFrame } from '../../store/sampling/frames.ts';

/** Finds the frame that a sampling shows at some t. */
export type Moment = { readonly frame: StoredFrame; readonly ended: boolean };

/**
 * The frame at level t: the last one at or above t, or else the first. At t = -1 the result, once it is there. Null if
 * there is no frame yet.
 *
 * @param frames in order, t falling.
 */
export function frameAt(frames: readonly StoredFrame[], finished: boolean, t: number): Moment | null {
  const last = frames.at(-1);
  if (!last) return null;
  if (t < 0) return { frame: last, ended: finished };
  const frame = frames.findLast(({ row }) => row.t >= t) ?? frames[0]!;
  return { frame, ended: false };
}

/** The level nearest to t that both samplings visit (of two, the noisier); null if they share none. */
export function nearestCommonLevel(
  left: readonly StoredFrame[],
  right: readonly StoredFrame[],
  t: number,
): number | null {
  const visited = new Set(right.map(({ row }) => row.t));
  const common = left.map(({ row }) => row.t).filter(level => visited.has(level));
  return common.reduce<number | null>(
    (best, level) => (best === null || Math.abs(level - t) < Math.abs(best - t) ? level : best),
    null,
  );
}
