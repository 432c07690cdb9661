/** What the slices of one app share: its state, and effects that run when a part of it changes. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineRemote } from './engine/engineLine.ts';
import { type AppState, initialState } from './state.ts';

export interface Context {
  readonly store: StoreApi<AppState>;
  readonly get: () => AppState;
  /** Replaces parts of the state. */
  readonly set: (changes: Partial<AppState>) => void;
  /** Merges changes into one part of the state. */
  readonly patch: <K extends PartName>(part: K, changes: Partial<AppState[K]>) => void;
  /** Calls `work` with the selected value at the start, and again whenever it changes. */
  readonly whenever: <T>(
    select: (state: AppState) => T,
    work: (now: T, before: T | undefined) => void,
  ) => void;
  /** The current worker's functions; calls fail once it has ended. */
  readonly engine: () => EngineRemote;
}

type PartName =
  | 'place'
  | 'playback'
  | 'lesson'
  | 'recorder'
  | 'drawings'
  | 'collections'
  | 'engine'
  | 'run'
  | 'kept';

/** `start` begins the effects registered with `whenever`; each depends on the state alone, so their order is free. */
export function createContext(engine: () => EngineRemote): { context: Context; start: () => void } {
  const store = createStore<AppState>(initialState);
  const get = store.getState;
  const set = (changes: Partial<AppState>) => store.setState(changes);
  const effects: (() => void)[] = [];
  const context: Context = {
    store,
    get,
    set,
    patch: (part, changes) => set({ [part]: { ...get()[part], ...changes } }),
    whenever(select, work) {
      let before: ReturnType<typeof select> | undefined;
      let first = true;
      effects.push(() => {
        const now = select(get());
        if (!first && Object.is(now, before)) return;
        const was = before;
        first = false;
        before = now;
        work(now, was);
      });
    },
    engine,
  };
  const runAll = () => {
    for (const effect of effects) effect();
  };
  return {
    context,
    start() {
      store.subscribe(runAll);
      runAll();
    },
  };
}
