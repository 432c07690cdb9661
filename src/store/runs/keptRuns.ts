/** The list of runs saved in this browser, and its actions: rename, duplicate, delete. */
import { newId } from '../../storage/newId.ts';
import type { RunStorage } from '../../storage/runStorage.ts';
import type { RunRecord } from '../../storage/tables.ts';
import { ago } from '../ago.ts';
import type { Context } from '../context.ts';
import type { Notices } from '../notices/notices.ts';
import type { RunList } from '../state.ts';
import type { RunsActions } from './runs.ts';

/** Size of a run's checkpoints, in bytes. */
export const bytesOf = ({ checkpoints }: RunRecord): number =>
  checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);

interface Others {
  readonly storage: RunStorage;
  readonly notices: Notices;
  readonly runs: RunsActions;
}

export function createKeptRuns({ store, get, set, patch }: Context, { storage, notices, runs }: Others) {
  async function change(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notices.error(`The run could not be ${what}: ${reason}`, { advice: 'It is unchanged.' });
    }
    await actions.refreshRuns();
  }

  const actions = {
    async refreshRuns(): Promise<readonly RunRecord[]> {
      try {
        const list = await storage.list();
        patch('kept', { runs: list, problem: null, space: await readSpace() });
        return list;
      } catch {
        patch('kept', {
          runs: [],
          problem: 'This browser does not let the page keep runs. They last until this tab closes.',
        });
        return [];
      }
    },

    /** Keeps the list up to date while it is shown; returns a function that stops. */
    followRuns(): () => void {
      void actions.refreshRuns();
      return store.subscribe(({ run }, { run: before }) => {
        if (run.id !== before.id || run.saved !== before.saved) void actions.refreshRuns();
      });
    },

    /** After a crash or a reload, offers to open the run saved last. */
    async offerToResume(): Promise<void> {
      const [last] = await actions.refreshRuns();
      if (!last) return;
      const step = last.step.toLocaleString('en');
      notices.info(`“${last.name}” is kept at step ${step}, saved ${ago(last.savedAt)}.`, {
        advice: last.running ? 'It was training when the page was closed.' : '',
        action: { label: 'Open it', run: () => runs.openKept(last.id) },
        // No longer useful once the page has a trained run of its own.
        holds: ({ run, kept }) => run.step === 0 && (kept.runs ?? []).some(({ id }) => id === last.id),
      });
    },

    renameRun(id: string, name: string): Promise<void> {
      if (get().run.id === id) patch('run', { name });
      return change('renamed', () => storage.rename(id, name));
    },

    duplicateRun: ({ id, name }: RunRecord): Promise<void> =>
      change('duplicated', () =>
        storage.duplicate(id, { id: newId(), name: `${name}, copy`, at: Date.now() }),
      ),

    removeRun: (id: string): Promise<void> =>
      change('deleted', async () => {
        patch('kept', { removed: await storage.remove(id) });
        // “Back to my run” would lead to the deleted run.
        if (get().before?.run.id === id) set({ before: null });
      }),

    async undoRemoveRun(): Promise<void> {
      const { removed } = get().kept;
      if (!removed) return;
      await change('brought back', () => storage.restore(removed));
      patch('kept', { removed: null });
    },

    /**
     * The losses of a saved run, up to its last save.
     *
     * @throws CheckpointError if none of its saves is intact.
     */
    lossesOf: async (id: string): Promise<Float32Array> => (await storage.load(id)).checkpoint.losses,
  };
  return actions;
}

/** Null unless the page is served over https or from this machine. */
async function readSpace(): Promise<RunList['space']> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate()) ?? {};
  return quota > 0 ? { used: usage, quota } : null;
}

export type KeptRunsActions = ReturnType<typeof createKeptRuns>;
