import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { App } from '../store/app.ts';
import type { AppState } from '../store/state.ts';

/** The app that the components belong to. */
export const AppContext = createContext<App | null>(null);

/** The app's actions. */
export function useActions(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('No AppContext is above this component.');
  return app;
}

/** A value selected from the page's state; re-renders the component when it changes. */
export const useApp = <T>(select: (state: AppState) => T): T => useStore(useActions().store, select);
