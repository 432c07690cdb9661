import type { SampleFigures } from '../store/appStore.ts';
import type { Slot, StoredFrame } from '../store/frameStore.ts';
import { type Frames, useFrames } from '../ui/generate/useFrames.ts';
import { useApp } from '../ui/useApp.ts';

export interface Sampling extends Frames {
  /** Null where there is none, or only one of a network that is no longer there. */
  readonly figures: SampleFigures | null;
  readonly running: boolean;
  readonly newest: StoredFrame | undefined;
}

/** The sampling of a slot, as long as its network is the present one. */
export function useSampling(slot: Slot): Sampling {
  const { frames, count, total, result, resultNumbers } = useFrames(slot);
  const figures = useApp(state => state.samples[slot] ?? null);
  const runId = useApp(state => state.runId);
  const none = { frames: [], count: 0, total: 0, result: null, resultNumbers: null };
  if (figures?.runId !== runId) return { ...none, figures: null, running: false, newest: undefined };
  const running = figures.status === 'running';
  return { frames, count, total, result, resultNumbers, figures, running, newest: frames.at(-1) };
}
