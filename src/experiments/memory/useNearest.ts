import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Nearest } from './engine/nearestJob.ts';
import { analysisStore } from '../../store/analysisStore.ts';
import type { SampleFigures } from '../../store/appStore.ts';
import { findNearest } from '../../store/engineClient.ts';
import type { Slot } from '../../store/frameStore.ts';
import { useFrames } from '../../ui/generate/useFrames.ts';
import { useApp } from '../../ui/useApp.ts';

export interface Compared {
  readonly sample: SampleFigures | undefined;
  /** Steps of the sampling that are done, and all of them; 0 before the first. */
  readonly done: number;
  readonly total: number;
  /** The finished pictures [count, 28, 28]. */
  readonly pictures: Uint8ClampedArray | null;
  /** Their nearest training images, once found. */
  readonly nearest: Nearest | null;
}

/** The sampling of a slot beside its nearest training images, which are looked for as soon as it is finished. */
export function useNearest(slot: Slot): Compared {
  const sample = useApp(state => state.samples[slot]);
  const { frames, total, result } = useFrames(slot);
  const found = useStore(analysisStore, state => state.nearest[slot]);
  const searching = useStore(analysisStore, state => state.running.nearest !== undefined);
  const nearest = found && found.sampleId === sample?.id ? found : null;
  const wanted = sample?.status === 'finished' && result !== null && nearest === null;
  const id = sample?.id;
  useEffect(() => {
    // One search at a time: the other slot's turn comes when it has ended.
    if (wanted && !searching && id !== undefined) findNearest(id, result);
  }, [wanted, searching, id, result]);
  return { sample, done: (frames.at(-1)?.seq ?? -1) + 1, total, pictures: result, nearest };
}
