import type { StoredFrame } from '../../store/frameStore.ts';

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
