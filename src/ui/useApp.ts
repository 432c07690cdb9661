import { useStore } from 'zustand';
import { type AppState, appStore } from '../store/appStore.ts';

/** A piece of the page's state; the component is drawn again when that piece changes. */
export const useApp = <T>(select: (state: AppState) => T): T => useStore(appStore, select);
