/** The life of the present run as a state machine: what is known of it, and what a loss of the engine asks for. Pure. */

export type Lost = 'silent' | 'threw' | 'lost' | 'memory' | 'refused';

export interface Life {
  readonly phase: 'well' | 'recovering' | 'gone';
  /** Whether training should run: asked for, and not paused or finished since. */
  readonly training: boolean;
  /** The last save of the present run. */
  readonly saved: { readonly id: string; readonly step: number } | null;
  /** Restarts since something was last saved. */
  readonly tries: number;
}

export type Happening =
  /** A fresh run was asked for. */
  | { readonly type: 'begun' }
  | { readonly type: 'opened'; readonly id: string; readonly step: number }
  | { readonly type: 'train'; readonly on: boolean }
  /** What the engine says of the training. */
  | { readonly type: 'state'; readonly running: boolean }
  | { readonly type: 'saved'; readonly id: string; readonly step: number }
  | { readonly type: 'lost'; readonly how: Lost };

export interface Restart {
  /** What is opened; null where nothing was saved, and the run begins anew. */
  readonly open: string | null;
}

export const MOST_TRIES = 3;

export const NEWBORN: Life = { phase: 'well', training: false, saved: null, tries: 0 };

/** What the happening makes of the life, and the restart that it asks for. */
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
      // A run that was just rebuilt says that it does not train yet: that is nobody's wish.
      return quietly(life.phase === 'recovering' ? { phase: 'well' } : { training: happening.running });
    case 'saved':
      // What is saved is gained, so the next loss is a first one again.
      return quietly({ saved: { id: happening.id, step: happening.step }, tries: 0 });
    case 'lost': {
      if (life.phase === 'gone') return quietly({});
      if (life.tries >= MOST_TRIES) return quietly({ phase: 'gone', training: false });
      // Without memory the same would happen again at once.
      const train = life.training && happening.how !== 'memory';
      return {
        life: { ...life, phase: 'recovering', training: train, tries: life.tries + 1 },
        restart: { open: life.saved?.id ?? null },
      };
    }
  }
}
