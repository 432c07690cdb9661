/** The worker that packs and reads files, to keep the page responsive. */
import type { RunConfig } from '../config/runConfig.ts';
import type { Film } from '../render/film.ts';
import type { PortableRun } from '../storage/portableRun.ts';
import { type PortLike, serve, transferring } from '../wire/bridge.ts';
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

const moving = (bytes: Uint8Array<ArrayBuffer>) => transferring(bytes, [bytes.buffer]);

const functions = {
  /** Packs a zip that resumes here and that diffusers opens. */
  pack: async (run: PortableRun) => moving(packRunFile(run)),
  gif: async (film: Film) => moving(encodeGif(film)),
  webm: async (film: Film) => moving(await encodeWebm(film)),
  /** @throws an error that says what is wrong with the files. */
  read: async ({ files, present }: ReadOrder) => readFiles(files, present),
};

export type FilesFunctions = typeof functions;

serve(globalThis as unknown as PortLike, functions, error => ({
  kind: 'other',
  message: error instanceof Error ? error.message : String(error),
  advice: '',
}));
