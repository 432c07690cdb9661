import type { StoredFrame } from '../../store/sampling/frames.ts';

/** What a sampling shows when the clock stands at some t. */
export type Moment = { readonly frame: StoredFrame; readonly ended: boolean };

/**
 * Where a sampling is at level t: at the last level that it visits at or above t, or still at its first. At t = -1 it
 * has ended, once it has. Null where no frame has come.
 *
 * @param frames in the order of their making, t falling.
 */
export function frameAt(frames: readonly StoredFrame[], finished: boolean, t: number): Moment | null {
  const last = frames.at(-1);
  if (!last) return null;
  if (t < 0) return { frame: last, ended: finished };
  const frame = frames.findLast(({ row }) => row.t >= t) ?? frames[0]!;
  return { frame, ended: false };
}

/** The level nearest to t that both samplings visit, the noisier of two; null where they have none in common. */
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
