/** A run to a file and back. Whatever goes wrong is said, and the run that is open stays as it is. */
import { runName } from '../config/runName.ts';
import { pathOf } from '../data/fileTree.ts';
import { appStore, notify } from './appStore.ts';
import { download } from './download.ts';
import { openRunFile, readRun } from './engineClient.ts';
import { packRun, readFiles } from './filesClient.ts';

/** More than any run of this page; it is not even read. */
const MAX_BYTES = 256 * 2 ** 20;

/** What a file dialog should offer. */
export const RUN_FILES = '.zip,.safetensors,.json';

/** For file names: the run's own, with the step. */
export function fileStem(): string {
  const { kept, activeConfig, training } = appStore.getState();
  const name = (kept.name ?? runName(activeConfig))
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return `${name}-step-${training.step}`;
}

/** The present run as one file. It needs no room in this browser's storage. */
export async function saveRunFile(): Promise<void> {
  try {
    const stem = fileStem();
    download(await packRun(await readRun()), `${stem}.zip`, 'application/zip');
  } catch (error) {
    notify('error', `The run could not be packed: ${sentence(error)}`, 'It is as it was.');
  }
}

/** One archive, one file of weights, or the files of a folder. */
export async function openRunFiles(files: readonly File[]): Promise<void> {
  try {
    if (files.reduce((sum, { size }) => sum + size, 0) > MAX_BYTES) {
      throw new Error(`A run has at most ${MAX_BYTES / 2 ** 20} MiB: this is more.`);
    }
    const given = await Promise.all(
      files.map(async file => ({
        path: pathOf(file),
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    const { run, notes } = await readFiles(given);
    for (const note of notes) notify('info', note);
    openRunFile(run);
  } catch (error) {
    notify('error', sentence(error), 'The run that is open is as it was.');
  }
}

const sentence = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
