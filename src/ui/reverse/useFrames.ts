import { useSyncExternalStore } from 'react';
import { frameStore, type StoredFrame } from '../../store/frameStore.ts';

export interface Frames {
  readonly frames: readonly StoredFrame[];
  readonly count: number;
  /** Frames that the sampling will have. */
  readonly total: number;
  readonly result: Uint8ClampedArray | null;
}

/** The frames as they are now; the component is drawn again when one arrives. */
export function useFrames(): Frames {
  useSyncExternalStore(frameStore.subscribe, frameStore.version);
  return frameStore;
}
