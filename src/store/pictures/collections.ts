/** Collections of pictures: those kept in this browser, those served with the page, and the import of new ones. */
import { buffersOf, type Collection, type CollectionInfo, parseCollectionId } from '../../data/collection.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import { pathOf } from '../../data/fileTree.ts';
import { fetchServed } from '../../data/served.ts';
import { classesOf } from '../../data/sets/registry.ts';
import type { Gathered, GatherOptions } from '../../files/collection/gather.ts';
import type { GivenKind } from '../../files/collection/kindOf.ts';
import type { FilesFunctions } from '../../files/serveFiles.ts';
import type { CollectionStorage } from '../../storage/collectionStorage.ts';
import { CallFailed, type Remote } from '../../wire/bridge.ts';
import type { Context } from '../context.ts';
import { derive } from '../memo.ts';
import type { Notices } from '../notices/notices.ts';
import type { RunsActions } from '../runs/runs.ts';
import type { SettingsActions } from '../settings/settings.ts';
import type { AppState } from '../state.ts';
import { whyNotSaved } from '../whyNotSaved.ts';

/** All that can be chosen: one's own first. */
export const knownCollections = derive(
  [({ collections }: AppState) => collections.own, ({ collections }: AppState) => collections.served],
  (own, served): readonly CollectionInfo[] => [
    ...own,
    ...served.filter(({ id }) => !own.some(mine => mine.id === id)),
  ],
);

/** The collection of the settings; null if none is chosen, or it is not to be had here. */
export const collectionInView = derive(
  [knownCollections, ({ config }: AppState) => config],
  (known, { dataset, pictures }) =>
    dataset === 'pictures' ? (known.find(({ id }) => id === pictures) ?? null) : null,
);

/** What the classes of the data in view are called; null where it has none. */
export const classNames = derive(
  [collectionInView, ({ config }: AppState) => config],
  (collection, config) => collection?.classes ?? classesOf(config),
);

/** The names, where they are not the digits that count the classes. */
export const ownClassNames = derive([classNames], names =>
  names?.some((name, i) => name !== String(i)) ? names : null,
);

/** Files that are posted at once: each takes a fifth of a millisecond, in which the page does not answer. */
const HANDED = 25;

interface Others {
  readonly storage: CollectionStorage;
  readonly notices: Notices;
  readonly settings: SettingsActions;
  readonly runs: RunsActions;
  readonly worker: () => Remote<FilesFunctions>;
  readonly fetchData: FetchBytes;
}

export function createCollections({ get, patch }: Context, others: Others) {
  const { storage, notices, settings, runs, worker, fetchData } = others;
  let importing: AbortController | null = null;

  const own = () => get().collections.own;

  async function keep({ images, labels, ...info }: Collection): Promise<boolean> {
    try {
      await worker().keep({ images, labels, ...info }, { transfer: buffersOf({ images, labels }) });
    } catch (error) {
      notices.error(`“${info.name}” cannot be kept: ${whyNotSaved(error)}`, {
        advice: 'If there is no space, delete saved runs or other pictures, or take fewer.',
      });
      return false;
    }
    patch('collections', { own: [...own().filter(({ id }) => id !== info.id), info] });
    return true;
  }

  async function handOver(files: readonly File[]): Promise<void> {
    for (let i = 0; i < files.length; i += HANDED) {
      const some = files.slice(i, i + HANDED).map(file => ({ path: pathOf(file), file }));
      await worker().hand({ files: some, first: i === 0 });
    }
  }

  const actions = {
    /** Makes it the data. */
    choose(id: string): void {
      const collection = knownCollections(get()).find(each => each.id === id);
      if (!collection) return;
      const { shape } = collection;
      settings.set({ dataset: 'pictures', pictures: id, side: shape.height, colour: shape.channels === 3 });
      // The settings may have asked for it before it was here.
      const { run, config } = get();
      if (!run.ready && run.config.pictures === config.pictures) runs.build();
    },

    /** Makes a collection of files, keeps it and chooses it. Its progress and outcome are in the state. */
    async gather(files: readonly File[], options: GatherOptions): Promise<void> {
      importing?.abort();
      const mine = new AbortController();
      importing = mine;
      const { signal } = mine;
      patch('collections', { importing: { done: 0, total: files.length }, outcome: null });
      let gathered: Gathered | undefined;
      try {
        await handOver(files);
        for await (const progress of worker().gather(options, { signal })) {
          if (signal.aborted) return;
          const { done, total } = progress;
          patch('collections', { importing: { done, total } });
          gathered = progress.gathered;
        }
      } catch (error) {
        if (signal.aborted) return;
        const advice = error instanceof CallFailed ? error.advice : '';
        notices.error(error instanceof Error ? error.message : String(error), { advice });
      } finally {
        if (importing === mine) {
          importing = null;
          patch('collections', { importing: null });
        }
      }
      if (!gathered || signal.aborted) return;
      const { collection, refused, notes } = gathered;
      if (!(await keep(collection))) return;
      const { name, count, classes } = collection;
      patch('collections', { outcome: { name, count, classes, refused, notes } });
      // The dialog closes first: with the new data's page at once it held the page up for 0.1 s.
      await new Promise(resolve => setTimeout(resolve));
      actions.choose(collection.id);
    },

    /** What the files of a drop are for. Throws nothing: what cannot be opened is refused where it is opened. */
    async kindOf(files: readonly File[]): Promise<GivenKind> {
      try {
        await handOver(files);
        return await worker().kind(undefined);
      } catch {
        return 'run';
      }
    },

    cancel(): void {
      importing?.abort();
      importing = null;
      patch('collections', { importing: null });
    },

    dismissOutcome: () => patch('collections', { outcome: null }),

    /** One that came with a run's file. @returns whether it is kept. */
    keep,

    /** Deletes one's own; a notice offers to bring it back. */
    async remove(id: string): Promise<void> {
      try {
        const collection = await storage.read(id);
        await storage.delete(id);
        patch('collections', { own: own().filter(each => each.id !== id) });
        if (!collection) return;
        notices.info(`“${collection.name}” was deleted.`, {
          advice: 'Runs that were trained on it cannot be opened without it.',
          action: { label: 'Undo', run: () => void keep(collection) },
        });
      } catch {
        notices.error(`“${parseCollectionId(id)?.name ?? id}” could not be deleted.`, {
          advice: 'It is unchanged.',
        });
      }
    },

    async load(): Promise<void> {
      try {
        const stored = await storage.list();
        patch('collections', {
          own: [...stored, ...own().filter(({ id }) => !stored.some(s => s.id === id))],
        });
      } catch {
        patch('collections', {
          problem: 'This browser does not let the page keep pictures. You can still draw your own.',
        });
      }
      try {
        const { sets, collections } = await fetchServed(fetchData);
        patch('collections', { served: collections, servedSets: sets });
      } catch {
        notices.error('The list of the data served here cannot be read.', {
          advice: 'You can still use MNIST, Shapes and drawings.',
        });
      }
      patch('collections', { loaded: true });
    },
  };
  return actions;
}

export type CollectionsActions = ReturnType<typeof createCollections>;
