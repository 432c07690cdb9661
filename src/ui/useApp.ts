import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { App } from '../store/app.ts';
import type { AppState } from '../store/state.ts';

/** The page that the components belong to. */
export const AppContext = createContext<App | null>(null);

/** What changes the page. */
export function useActions(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('No AppContext is above this component.');
  return app;
}

/** A piece of the page's state, or what follows from it; the component is drawn again when that changes. */
export const useApp = <T>(select: (state: AppState) => T): T => useStore(useActions().store, select);
