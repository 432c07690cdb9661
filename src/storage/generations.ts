/** Which checkpoints of a run are kept: the last two, and the last one whose loss was as it should be. */
import type { CheckpointEntry } from './tables.ts';

const KEPT = 2;
/** A mean loss so many times the lowest so far has left the rails, though it is still a number. */
const OFF_THE_RAILS = 10;
/** Steps of the means that are compared. */
const WINDOW = 50;

/** @param entries in the order of their saving, the newest last. */
export function keptGenerations(entries: readonly CheckpointEntry[]): CheckpointEntry[] {
  const lastSound = entries.findLast(({ sound }) => sound);
  return entries.filter((entry, i) => i >= entries.length - KEPT || entry === lastSound);
}

/** Whether the mean of the last losses is finite and near the lowest that the run has had. */
export function isSound(losses: Float32Array): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let mean = 0;
  for (let end = losses.length; end > 0; end -= WINDOW) {
    const of = meanLoss(losses.subarray(Math.max(0, end - WINDOW), end));
    if (end === losses.length) mean = of;
    if (of < lowest) lowest = of;
  }
  return losses.length === 0 || (Number.isFinite(mean) && mean <= OFF_THE_RAILS * lowest);
}

function meanLoss(losses: Float32Array): number {
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
