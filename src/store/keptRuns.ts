/** The runs that are kept in this browser, as the page lists them and changes the list. */
import { createStore } from 'zustand/vanilla';
import { browserTables } from '../storage/browserTables.ts';
import { newId } from '../storage/newId.ts';
import { type RemovedRun, RunStorage } from '../storage/runStorage.ts';
import type { RunRecord } from '../storage/tables.ts';
import { ago } from './ago.ts';
import { appStore, notify } from './appStore.ts';
import { openRun } from './engineClient.ts';

export interface KeptRunsState {
  /** The newest first; null until they have been read. */
  readonly runs: readonly RunRecord[] | null;
  /** Why they cannot be read or changed, in a sentence for the screen. */
  readonly problem: string | null;
  /** The run deleted last, while it can be brought back. */
  readonly removed: RemovedRun | null;
  /** Bytes of this page's storage that are taken, and that it may take; null where the browser does not tell. */
  readonly space: { readonly used: number; readonly quota: number } | null;
}

export const keptRuns = createStore<KeptRunsState>(() => ({
  runs: null,
  problem: null,
  removed: null,
  space: null,
}));

const storage = new RunStorage(browserTables());

export async function refreshRuns(): Promise<readonly RunRecord[]> {
  try {
    const runs = await storage.list();
    keptRuns.setState({ runs, problem: null, space: await readSpace() });
    return runs;
  } catch {
    keptRuns.setState({
      runs: [],
      problem: 'This browser does not let the page keep runs. They last until this tab closes.',
    });
    return [];
  }
}

/** Keeps the list up to date while somebody looks at it; returns what ends that. */
export function followRuns(): () => void {
  void refreshRuns();
  return appStore.subscribe(({ kept }, { kept: before }) => {
    if (kept.id !== before.id || kept.saved !== before.saved) void refreshRuns();
  });
}

/** Only pages served over https, or from this machine, are told. */
async function readSpace(): Promise<KeptRunsState['space']> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate()) ?? {};
  return quota > 0 ? { used: usage, quota } : null;
}

/** After a crash or a reload: the run that was saved last can go on. Nothing starts by itself. */
export async function offerToGoOn(): Promise<void> {
  const [last] = await refreshRuns();
  if (!last) return;
  const step = last.step.toLocaleString('en');
  notify(
    'info',
    `“${last.name}” is kept at step ${step}, saved ${ago(last.savedAt)}.`,
    last.running ? 'It was training when the page went away.' : '',
    { label: 'Go on where it was', run: () => openRun(last.id) },
  );
}

export function renameRun(id: string, name: string): Promise<void> {
  const { kept } = appStore.getState();
  if (kept.id === id) appStore.setState({ kept: { ...kept, name } });
  return change('renamed', () => storage.rename(id, name));
}

export function duplicateRun({ id, name }: RunRecord): Promise<void> {
  return change('duplicated', () =>
    storage.duplicate(id, { id: newId(), name: `${name}, copy`, at: Date.now() }),
  );
}

export function removeRun(id: string): Promise<void> {
  return change('deleted', async () => keptRuns.setState({ removed: await storage.remove(id) }));
}

export async function undoRemoveRun(): Promise<void> {
  const { removed } = keptRuns.getState();
  if (!removed) return;
  await change('brought back', () => storage.restore(removed));
  keptRuns.setState({ removed: null });
}

/**
 * The losses of a kept run, up to its last save.
 *
 * @throws CheckpointError where none of its saves is whole.
 */
export async function lossesOf(id: string): Promise<Float32Array> {
  return (await storage.load(id)).checkpoint.losses;
}

/** Bytes that the saves of a run take. */
export const bytesOf = ({ checkpoints }: RunRecord): number =>
  checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);

async function change(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notify('error', `The run could not be ${what}: ${reason}`, 'It is as it was.');
  }
  await refreshRuns();
}
