/** A run that was kept, read and checked before anything of the present one is given up. */
import type { ImageSet } from '../data/imageSet.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { CheckpointError, hashOf } from '../storage/checkpoint.ts';
import type { KeptRun, RunStorage } from '../storage/runStorage.ts';
import type { Maker } from '../storage/tables.ts';
import type { ImageLoader, OnProgress } from './loadImages.ts';
import { networkConfig } from './networkConfig.ts';

export interface OpenedRun {
  readonly kept: KeptRun;
  readonly images: ImageSet;
}

/** @throws CheckpointError where it cannot be gone on with; DataError where its data cannot be had. */
export async function readKept(
  storage: RunStorage,
  { id, which }: { readonly id: string; readonly which: 'newest' | 'sound' },
  loader: ImageLoader,
  onProgress: OnProgress,
): Promise<OpenedRun> {
  const kept = await storage.load(id, which);
  const { config, params } = kept.checkpoint;
  const { paramCount } = buildUNet(networkConfig(config));
  if (paramCount !== params.length) {
    throw new CheckpointError(
      `“${kept.record.name}” has ${params.length} weights, but its network needs ${paramCount}.`,
    );
  }
  const drawings = kept.drawings && { count: kept.record.drawings, pixels: kept.drawings };
  return { kept, images: await loader.load(config, drawings, onProgress) };
}

/** Why the run does not go on bit for bit as it would have; null where it does. */
export function whyNotIdentical({ kept, images }: OpenedRun, here: Maker): string | null {
  const { maker: there, dataSha256 } = kept.checkpoint;
  if (hashOf(images.images) !== dataSha256) return 'the training images have changed';
  if (there.device !== here.device)
    return `it was computed on “${there.device}”, and now on “${here.device}”`;
  if (there.build !== here.build) return 'this page is of another version';
  if (there.browser !== here.browser) return 'the browser is another one';
  return null;
}
