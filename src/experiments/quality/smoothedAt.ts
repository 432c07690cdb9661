import type { LossHistory } from '../../store/training/lossHistory.ts';

/** The smoothed loss at the last recorded step up to `step`; null where none is. */
export function smoothedAt(
  { steps, smoothed }: ReturnType<LossHistory['curves']>,
  step: number,
): number | null {
  let at = -1;
  for (let i = 0; i < steps.length && steps[i]! <= step; i++) at = i;
  return smoothed[at] ?? null;
}
