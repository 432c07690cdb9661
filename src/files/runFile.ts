/** A run as one zip file, which resumes here, and which diffusers opens as a pipeline or, of points, PyTorch draws with. */
import { strToU8, zipSync } from 'fflate';
import type { Collection } from '../data/collection.ts';
import { packCollection } from '../data/collectionFile.ts';
import { isPlane } from '../data/sets/registry.ts';
import { hashOf, unpackCheckpoint } from '../storage/checkpoint.ts';
import type { PortableRun } from '../storage/portableRun.ts';
import { CHECKPOINT, DRAWINGS, PICTURES, RUN_NOTE } from './names.ts';
import { pipelineFiles } from './pipeline.ts';
import { planeFiles } from './planeFiles.ts';

/** Weights hardly compress; text does. */
const STORED = { level: 0 } as const;
const PACKED = { level: 6 } as const;

/**
 * @param collection the pictures that it trains on, if they are to go along.
 * @throws CheckpointError if the checkpoint cannot be used.
 */
export function packRunFile(
  { name, checkpoint, drawings }: PortableRun,
  collection: Collection | null = null,
): Uint8Array<ArrayBuffer> {
  const { config, params, ema, step } = unpackCheckpoint(checkpoint);
  const note = {
    name,
    step,
    sha256: hashOf(checkpoint),
    drawingsSha256: drawings && hashOf(drawings),
  };
  const entries: Record<string, [Uint8Array, typeof STORED | typeof PACKED]> = {
    [RUN_NOTE]: [strToU8(JSON.stringify(note)), PACKED],
    [CHECKPOINT]: [checkpoint, STORED],
  };
  if (drawings) entries[DRAWINGS] = [drawings, PACKED];
  if (collection) entries[PICTURES] = [packCollection(collection), STORED];
  const others = (isPlane(config) ? planeFiles : pipelineFiles)(config, { params, ema, step });
  for (const [path, content] of Object.entries(others)) {
    entries[path] = typeof content === 'string' ? [strToU8(content), PACKED] : [content, STORED];
  }
  return zipSync(entries) as Uint8Array<ArrayBuffer>;
}
