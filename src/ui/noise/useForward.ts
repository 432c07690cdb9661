import { useStore } from 'zustand';
import { type Forward, forwardStore } from '../../store/forwardStore.ts';

/** The forward process of the settings as edited, of the picture and the noise chosen in the timeline. */
export const useForward = (): Forward => useStore(forwardStore);
