/** Reads and checks a run from storage or a file, before the present run is closed. */
import type { ImageSet } from '../../data/imageSet.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import type { Graph } from '../../nn/graph.ts';
import { type Checkpoint, CheckpointError, hashOf, unpackCheckpoint } from '../../storage/checkpoint.ts';
import type { PortableRun } from '../../storage/portableRun.ts';
import type { RunStorage } from '../../storage/runStorage.ts';
import type { Environment, Thumbnails } from '../../storage/tables.ts';
import { buildNetwork } from './buildNetwork.ts';
import type { ImageLoader, OnProgress } from './loadImages.ts';
import { importedHistory, type RunHistory, storedHistory } from './runSaver.ts';

export interface LoadedRun {
  readonly history: RunHistory;
  readonly checkpoint: Checkpoint;
  readonly images: ImageSet;
  /** Milliseconds since 1970; null if it is not saved here yet. */
  readonly savedAt: number | null;
  readonly thumbnails: Thumbnails | null;
  /** Steps of newer checkpoints that could not be read. */
  readonly damaged: readonly number[];
}

/** @throws CheckpointError if it cannot be resumed; DataError if its data cannot be loaded. */
export async function loadStored(
  storage: RunStorage,
  { id, which }: { readonly id: string; readonly which: 'newest' | 'sound' },
  loader: ImageLoader,
  onProgress: OnProgress,
): Promise<LoadedRun> {
  const kept = await storage.load(id, which);
  const { record, checkpoint, damaged } = kept;
  return {
    history: storedHistory(kept),
    checkpoint,
    images: await imagesFor(record.name, checkpoint, kept.drawings, loader, onProgress),
    savedAt: record.savedAt,
    thumbnails: record.thumbnails,
    damaged,
  };
}

/** @throws the same as `loadStored`. */
export async function loadPortable(
  id: string,
  { name, checkpoint: bytes, drawings }: PortableRun,
  loader: ImageLoader,
  onProgress: OnProgress,
): Promise<LoadedRun> {
  const checkpoint = unpackCheckpoint(bytes);
  return {
    history: importedHistory(id, name, checkpoint),
    checkpoint,
    images: await imagesFor(name, checkpoint, drawings, loader, onProgress),
    savedAt: null,
    thumbnails: null,
    damaged: [],
  };
}

/** @throws CheckpointError if the weights do not fit the network. */
export function graphOf(name: string, { config, params }: Checkpoint): Graph {
  const graph = buildNetwork(config);
  const { paramCount } = graph;
  if (paramCount !== params.length) {
    throw new CheckpointError(`“${name}” has ${params.length} weights, but its network needs ${paramCount}.`);
  }
  return graph;
}

async function imagesFor(
  name: string,
  checkpoint: Checkpoint,
  pixels: Uint8Array | null,
  loader: ImageLoader,
  onProgress: OnProgress,
): Promise<ImageSet> {
  graphOf(name, checkpoint);
  const { config } = checkpoint;
  const drawings = pixels && { count: pixels.length / sizeOf(shapeOf(config)), pixels };
  return loader.load(config, drawings, onProgress);
}

/** Why the resumed run will not match an uninterrupted one bit for bit; null if it will, or has not begun. */
export function whyNotIdentical({ checkpoint, images }: LoadedRun, here: Environment): string | null {
  const { maker: there, dataSha256, step } = checkpoint;
  if (step === 0) return null;
  if (hashOf(images.images) !== dataSha256) return 'the training images have changed';
  if (there.device !== here.device)
    return `it was computed on “${there.device}”, and now on “${here.device}”`;
  if (there.build !== here.build) return 'this page is of another version';
  if (there.browser !== here.browser) return 'the browser is another one';
  return null;
}
