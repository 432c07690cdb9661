import { useStore } from 'zustand';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { reasonAgainst } from '../../store/reasonAgainst.ts';
import { useApp } from '../useApp.ts';

/** Why training cannot start, or null. */
export function useReasonAgainst(): string | null {
  const drawings = useStore(drawingsStore, state => state.drawings.length);
  return useApp(state => reasonAgainst(state, drawings));
}
