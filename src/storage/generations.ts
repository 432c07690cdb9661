/** Which checkpoints of a run are kept: the last two, and the last one with a sound loss. */
import type { CheckpointEntry } from './tables.ts';

const KEPT = 2;
/** A mean loss this many times the lowest so far is not sound. */
const OFF_THE_RAILS = 10;
/** Steps averaged in each mean. */
const WINDOW = 50;

/** @param entries oldest first. */
export function keptGenerations(entries: readonly CheckpointEntry[]): CheckpointEntry[] {
  const lastSound = entries.findLast(({ sound }) => sound);
  return entries.filter((entry, i) => i >= entries.length - KEPT || entry === lastSound);
}

/** Whether the mean of the last losses is finite and near the run's lowest. */
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
