/** The page's notices: events are stored, present conditions are computed. */
import { CallFailed } from '../../wire/bridge.ts';
import type { Context } from '../context.ts';
import type { AppState } from '../state.ts';
import { conditionsOf } from './conditions.ts';
import type { Notice } from './notice.ts';

/** Failures that are reported elsewhere, or need no report. */
const SILENT: ReadonlySet<string> = new Set(['gone', 'lost', 'memory', 'refused', 'stale', 'aborted']);

interface Telling extends Notice {
  /** The notice is shown only while this holds; always where it is left out. */
  readonly holds?: (state: AppState) => boolean;
}

export function createNotices({ get, set, whenever }: Context) {
  const whileHolds = new Map<string, (state: AppState) => boolean>();
  const holdsIn = (state: AppState) => (notice: Notice) => whileHolds.get(notice.key)?.(state) ?? true;

  const tell = ({ holds, ...notice }: Telling) => {
    const { told, dismissed } = get();
    if (holds) whileHolds.set(notice.key, holds);
    else whileHolds.delete(notice.key);
    set({
      told: [...told.filter(({ key }) => key !== notice.key), notice],
      dismissed: dismissed.filter(key => key !== notice.key),
    });
  };

  // A notice that no longer holds is removed, with its dismissal; merely hidden, it could come back as old news.
  whenever(
    state => state.told.every(holdsIn(state)),
    allHold => {
      if (!allHold) set({ told: get().told.filter(holdsIn(get())) });
    },
  );
  whenever(
    state => {
      if (state.dismissed.length === 0) return '';
      const keys = new Set(conditionsOf(state).map(({ key }) => key));
      return state.dismissed.filter(key => !keys.has(key)).join('\n');
    },
    over => {
      const gone = over.split('\n');
      if (over !== '') set({ dismissed: get().dismissed.filter(key => !gone.includes(key)) });
    },
  );

  let shown: readonly Notice[] = [];
  return {
    tell,
    info: (message: string, rest: Partial<Telling> = {}) =>
      tell({ key: message, kind: 'info', message, ...rest }),
    error: (message: string, rest: Partial<Telling> = {}) =>
      tell({ key: message, kind: 'error', message, ...rest }),
    /** Reports a failed call to the engine. */
    failure(error: unknown) {
      if (error instanceof CallFailed) {
        const { kind, message, advice } = error;
        if (!SILENT.has(kind)) tell({ key: message, kind: 'error', message, advice });
      } else {
        const message = error instanceof Error ? error.message : String(error);
        tell({ key: message, kind: 'error', message });
      }
    },
    dismiss(key: string) {
      const { told, dismissed } = get();
      const happened = told.some(notice => notice.key === key);
      if (happened) set({ told: told.filter(notice => notice.key !== key) });
      else set({ dismissed: [...dismissed, key] });
    },
    /** The notices to show: errors first, then newest first. The same array while nothing changes. */
    noticesOf(state: AppState): readonly Notice[] {
      const now = conditionsOf(state).filter(({ key }) => !state.dismissed.includes(key));
      const told = state.told.filter(holdsIn(state)).reverse();
      const isError = ({ kind }: Notice) => kind === 'error';
      const all = [...told, ...now];
      const next = [...all.filter(isError), ...all.filter(notice => !isError(notice))];
      const same =
        next.length === shown.length && next.every((notice, i) => notice.message === shown[i]!.message);
      if (!same) shown = next;
      return shown;
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;
