/** Reads the user's files as a run that can be opened, or throws an error that says why not. */
import { strFromU8 } from 'fflate';
import type { RunConfig } from '../config/runConfig.ts';
import type { Collection } from '../data/collection.ts';
import { unpackCollection } from '../data/collectionFile.ts';
import { shapeOf } from '../data/sets/registry.ts';
import { sizeOf } from '../data/shape.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { safetensorsMetadata } from '../nn/safetensors.ts';
import { CheckpointError, hashOf, unpackCheckpoint } from '../storage/checkpoint.ts';
import type { PortableRun } from '../storage/portableRun.ts';
import type { GivenFile } from './givenFile.ts';
import { baseName, type LazyFile, unpacked } from './lazyFile.ts';
import { locatePipeline } from './locate.ts';
import { CHECKPOINT, DRAWINGS, MAX_FILE_BYTES, PICTURES, RUN_NOTE } from './names.ts';
import { isPickleName, notSafetensors, pickleSentence } from './notWeights.ts';
import { openPipeline } from './openPipeline.ts';
import { parsePythonJson } from './pythonJson.ts';

export interface OpenedFile extends PortableRun {
  /** The collection that it trains on, where it came along. */
  readonly collection?: Collection;
  /** What was changed or ignored, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads a run's file, a pipeline's folder (zipped, or its files), or a file of weights.
 *
 * @param present the settings to use if the files have none.
 * @throws FileRefused, CheckpointError, DataError with what is wrong. Never anything else.
 */
export function readFiles(files: readonly GivenFile[], present: RunConfig): OpenedFile {
  const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (size > MAX_FILE_BYTES) {
    throw new FileRefused(
      `The files have ${Math.ceil(size / 2 ** 20)} MiB; the page opens up to ${MAX_FILE_BYTES / 2 ** 20}`,
    );
  }
  const given = unpacked(files);
  const pictures = placed(given, PICTURES);
  const withPictures = (opened: OpenedFile): OpenedFile =>
    pictures && unpackCheckpoint(opened.checkpoint).config.dataset === 'pictures'
      ? { ...opened, collection: unpackCollection(pictures.path, pictures.read()) }
      : opened;
  const drawings = placed(given, DRAWINGS)?.read() ?? null;
  const checkpoint = placed(given, CHECKPOINT);
  if (checkpoint) {
    const run = readRun(checkpoint.read(), placed(given, RUN_NOTE), drawings, nameOf(files, checkpoint));
    return withPictures({ ...run, notes: [] });
  }
  const pipeline = locatePipeline(given);
  if (!pipeline) throw new FileRefused(withoutWeights(given));
  const weights = pipeline.weights.map(file => ({ path: file.path, bytes: file.read() }));
  for (const { path, bytes } of weights) {
    const problem = notSafetensors(path, bytes);
    if (problem) throw new FileRefused(problem);
  }
  const name = nameOf(files, pipeline.weights[0]!);
  const [first] = weights;
  if (isCheckpoint(first!.bytes)) return { ...readRun(first!.bytes, undefined, null, name), notes: [] };
  return withPictures({ name, ...openPipeline({ ...pipeline, weights, drawings }, present) });
}

/** Dropped by themselves, files come without their folders. */
const placed = (files: readonly LazyFile[], place: string): LazyFile | undefined =>
  files.find(({ path }) => path === place || path.endsWith(`/${place}`)) ??
  files.find(file => file.path === baseName({ ...file, path: place }));

/** An archive's or a folder's name, or that of the file itself. */
function nameOf(files: readonly GivenFile[], main: LazyFile): string {
  const folder = /^([^/]+)[/](?=.)/.exec(main.path)?.[1];
  const name = files.length === 1 ? files[0]!.path.split(/[\\/]/).at(-1)! : (folder ?? main.path);
  return name.replace(/\.(zip|safetensors)$/, '').slice(0, 80);
}

function withoutWeights(files: readonly LazyFile[]): string {
  const pickle = files.find(({ path }) => isPickleName(path));
  if (pickle) return pickleSentence(pickle.path);
  return 'There is no run and there are no weights in this: open a .zip saved here, a diffusers folder or a .safetensors file';
}

const isCheckpoint = (bytes: Uint8Array): boolean =>
  safetensorsMetadata(bytes).format === 'diffusion-playground-checkpoint';

function readRun(
  checkpoint: Uint8Array,
  note: LazyFile | undefined,
  drawings: Uint8Array | null,
  fileName: string,
): PortableRun {
  const { config } = unpackCheckpoint(checkpoint);
  const told = note ? readNote(note) : null;
  if (told && told.sha256 !== hashOf(checkpoint)) {
    throw new CheckpointError('The run in this file has been changed since it was saved.');
  }
  if (config.dataset === 'drawings') {
    if (!drawings || !areDrawings(drawings, config)) {
      throw new CheckpointError('The run was trained on drawings, which the file does not hold.');
    }
    if (told && told.drawingsSha256 !== hashOf(drawings)) {
      throw new CheckpointError('The drawings in this file have been changed since it was saved.');
    }
  }
  const name = typeof told?.name === 'string' && told.name ? told.name.slice(0, 80) : fileName;
  return { name, checkpoint, drawings: config.dataset === 'drawings' ? drawings : null };
}

const areDrawings = ({ length }: Uint8Array, config: RunConfig): boolean =>
  length > 0 && length % sizeOf(shapeOf(config)) === 0;

function readNote(note: LazyFile): Record<string, unknown> | null {
  try {
    return parsePythonJson(strFromU8(note.read())) as Record<string, unknown> | null;
  } catch {
    throw new FileRefused(`“${note.path}” cannot be read: it is not JSON`);
  }
}
