/** The worker that packs and reads files, to keep the page responsive. */

import type { RunConfig } from '../config/runConfig.ts';
import { buffersOf, type Collection } from '../data/collection.ts';
import { DataError } from '../data/dataError.ts';
import type { Film } from '../render/film.ts';
import { browserCollections } from '../storage/collectionStorage.ts';
import type { PortableRun } from '../storage/portableRun.ts';
import { type PortLike, serve, transferring } from '../wire/bridge.ts';
import { decodePicture } from './collection/decodePicture.ts';
import { type GatherOptions, type GatherProgress, gatherCollection } from './collection/gather.ts';
import { type GivenKind, kindOf } from './collection/kindOf.ts';
import { tellFailure } from './failures.ts';
import { encodeGif } from './gif.ts';
import type { GivenFile } from './givenFile.ts';
import { readFiles } from './readFiles.ts';
import { packRunFile } from './runFile.ts';
import { encodeWebm } from './webm.ts';

interface ReadOrder {
  readonly files: readonly GivenFile[];
  /** The settings to use if the files have none. */
  readonly present: RunConfig;
}

type Given = readonly { readonly path: string; readonly file: File }[];

interface PackOrder extends PortableRun {
  /** The pictures that it trains on, if they are to go along. */
  readonly collection: Collection | null;
}

/** Files of the user's that were handed over and are not worked on yet. */
let handed: Given = [];

const takeHanded = () => {
  const files = handed;
  handed = [];
  return files.map(({ path, file }) => ({
    path,
    size: file.size,
    read: () => contentOf(path, file),
  }));
};

/** @throws DataError if it has gone or changed since it was chosen. */
async function contentOf(path: string, file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new DataError(`${path} could not be read.`, 'Choose it again.', { cause });
  }
}

const moving = (bytes: Uint8Array<ArrayBuffer>) => transferring(bytes, [bytes.buffer]);

const functions = {
  /** Packs a zip that resumes here and that diffusers opens. */
  pack: async ({ collection, ...run }: PackOrder) => moving(packRunFile(run, collection)),
  gif: async (film: Film) => moving(encodeGif(film)),
  webm: async (film: Film) => moving(await encodeWebm(film)),
  /** @throws an error that says what is wrong with the files. */
  read: async ({ files, present }: ReadOrder) => readFiles(files, present),
  /** Hands over files, a few at a time: a browser takes long to post thousands. The first ones replace what was left. */
  hand: async ({ files, first }: { readonly files: Given; readonly first: boolean }): Promise<void> => {
    handed = first ? files : [...handed, ...files];
  },
  /** Whether the files handed over are a run, a collection of pictures, or pictures to draw with. */
  kind: async (_: undefined): Promise<GivenKind> => kindOf(takeHanded()),
  /** Makes a collection of the files handed over. @throws DataError where no picture can be taken. */
  gather: async function* (options: GatherOptions): AsyncGenerator<GatherProgress, void> {
    for await (const progress of gatherCollection(takeHanded(), options, decodePicture)) {
      yield transferring(progress, progress.gathered ? buffersOf(progress.gathered.collection) : []);
    }
  },
  /** Saves it in the browser: the page would not answer while it does so with tens of megabytes. */
  keep: (collection: Collection): Promise<void> => browserCollections.write(collection),
};

export type FilesFunctions = typeof functions;

serve(globalThis as unknown as PortLike, functions, tellFailure);
