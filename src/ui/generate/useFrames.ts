import { useSyncExternalStore } from 'react';
import { framesOf, type Slot, type StoredFrame } from '../../store/frameStore.ts';

export interface Frames {
  readonly frames: readonly StoredFrame[];
  readonly count: number;
  /** Frames that the sampling will have. */
  readonly total: number;
  readonly result: Uint8ClampedArray | null;
  readonly resultNumbers: Float32Array | null;
}

/** The frames as they are now; the component is drawn again when one arrives. */
export function useFrames(slot: Slot): Frames {
  const store = framesOf(slot);
  useSyncExternalStore(store.subscribe, store.version);
  return store;
}
