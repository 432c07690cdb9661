/** The present run's life as a pure state machine, which decides how to recover when the engine is lost. */

export type Lost = 'silent' | 'threw' | 'lost' | 'memory' | 'refused';

export interface Life {
  readonly phase: 'well' | 'recovering' | 'gone';
  /** Whether training should be running: started, and not paused or finished since. */
  readonly training: boolean;
  /** The last save of the present run. */
  readonly saved: { readonly id: string; readonly step: number } | null;
  /** Restarts since the last save. */
  readonly tries: number;
}

export type Happening =
  /** A new run was ordered. */
  | { readonly type: 'begun' }
  | { readonly type: 'opened'; readonly id: string; readonly step: number }
  | { readonly type: 'train'; readonly on: boolean }
  /** The engine reports whether it trains. */
  | { readonly type: 'state'; readonly running: boolean }
  | { readonly type: 'saved'; readonly id: string; readonly step: number }
  | { readonly type: 'lost'; readonly how: Lost };

export interface Restart {
  /** The id of the save to open; null if nothing was saved and the run starts over. */
  readonly open: string | null;
}

export const MOST_TRIES = 3;

export const NEWBORN: Life = { phase: 'well', training: false, saved: null, tries: 0 };

/** The life after a happening, and the restart that it calls for. */
export function next(life: Life, happening: Happening): { life: Life; restart: Restart | null } {
  const quietly = (changes: Partial<Life>) => ({ life: { ...life, ...changes }, restart: null });
  switch (happening.type) {
    case 'begun':
      return quietly({ training: false, saved: null });
    case 'opened':
      return quietly({ saved: { id: happening.id, step: happening.step } });
    case 'train':
      return quietly({ training: happening.on });
    case 'state':
      // A rebuilt run first reports that it is not training, which is not what the user asked for.
      return quietly(life.phase === 'recovering' ? { phase: 'well' } : { training: happening.running });
    case 'saved':
      // A save is progress: the count of tries starts over.
      return quietly({ saved: { id: happening.id, step: happening.step }, tries: 0 });
    case 'lost': {
      if (life.phase === 'gone') return quietly({});
      if (life.tries >= MOST_TRIES) return quietly({ phase: 'gone', training: false });
      // Out of memory: training would fail again at once.
      const train = life.training && happening.how !== 'memory';
      return {
        life: { ...life, phase: 'recovering', training: train, tries: life.tries + 1 },
        restart: { open: life.saved?.id ?? null },
      };
    }
  }
}
