/** Saves a run to a file, and opens one. A failure becomes a notice and leaves the open run unchanged. */
import { runName } from '../../config/runName.ts';
import { type Collection, collectionId } from '../../data/collection.ts';
import { pathOf } from '../../data/fileTree.ts';
import { classesOf, DATA_SETS, shapeOf } from '../../data/sets/registry.ts';
import type { FilesFunctions } from '../../files/serveFiles.ts';
import type { Film } from '../../render/film.ts';
import type { Remote } from '../../wire/bridge.ts';
import type { Context } from '../context.ts';
import { download } from '../download.ts';
import type { Notices } from '../notices/notices.ts';
import { type CollectionsActions, knownCollections } from '../pictures/collections.ts';
import type { RunsActions } from './runs.ts';

/** More than any run of this page takes; larger files are not read. */
const MAX_BYTES = 512 * 2 ** 20;

/** File types for the file dialog. */
export const RUN_FILES = '.zip,.safetensors,.json';

interface Others {
  readonly notices: Notices;
  readonly runs: RunsActions;
  readonly collections: CollectionsActions;
  readonly worker: () => Remote<FilesFunctions>;
}

export function createRunFiles({ get, engine }: Context, { notices, runs, collections, worker }: Others) {
  /** All pictures that the present run trains on. */
  async function picturesOfRun(): Promise<Collection> {
    const { run } = get();
    const { config, runId, ready } = run;
    const count = ready?.dataset.count ?? 0;
    const { pixels, labels } = await engine().images({ runId, start: 0, count });
    const known = knownCollections(get()).find(({ id }) => id === config.pictures);
    const row = DATA_SETS[config.dataset];
    const { name, classes, credit } = known ?? {
      name: row.label,
      classes: classesOf(config),
      credit: row.credit,
    };
    const named = labels ? { classes, labels } : { classes: null, labels: null };
    const collection = {
      name,
      credit,
      count,
      shape: shapeOf(config),
      images: new Uint8Array(pixels),
      ...named,
    };
    return { id: collectionId(collection), ...collection };
  }

  const actions = {
    /** Stem for file names: the run's name with its step. */
    fileStem(): string {
      const { run } = get();
      const name = (run.name ?? runName(run.config))
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '');
      return `${name}-step-${run.step}`;
    },

    /**
     * Downloads the present run as one file. Needs no room in this browser's storage.
     *
     * @param pictures whether the pictures that it trains on go along, for other programs to go on with.
     */
    async saveRunFile(pictures = false): Promise<void> {
      try {
        const stem = actions.fileStem();
        const collection = pictures ? await picturesOfRun() : null;
        const run = { ...(await runs.read()), collection };
        download(await worker().pack(run), `${stem}.zip`, 'application/zip');
      } catch (error) {
        notices.error(`The run could not be packed: ${sentence(error)}`, { advice: 'The run is unchanged.' });
      }
    },

    /** Opens an archive, a file of weights, or the files of a folder. */
    async openRunFiles(files: readonly File[]): Promise<void> {
      try {
        const size = files.reduce((sum, { size: bytes }) => sum + bytes, 0);
        if (size > MAX_BYTES) {
          const mebibytes = Math.ceil(size / 2 ** 20);
          throw new Error(`The files have ${mebibytes} MiB; the page opens up to ${MAX_BYTES / 2 ** 20}.`);
        }
        const given = await Promise.all(
          files.map(async file => ({
            path: pathOf(file),
            bytes: new Uint8Array(await file.arrayBuffer()),
          })),
        );
        const transfer = given.map(({ bytes }) => bytes.buffer);
        const { notes, collection, ...run } = await worker().read(
          { files: given, present: get().config },
          { transfer },
        );
        if (collection && !(await collections.keep(collection))) return;
        for (const note of notes) notices.info(note);
        runs.openFile(run);
      } catch (error) {
        notices.error(sentence(error), { advice: 'The open run is unchanged.' });
      }
    },

    encodeFilm: (type: 'gif' | 'webm', film: Film) => worker()[type](film),
  };
  return actions;
}

export type RunFilesActions = ReturnType<typeof createRunFiles>;

const sentence = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
