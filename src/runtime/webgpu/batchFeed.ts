/** Feeds training batches on the GPU: the data set in its memory, and the dispatch that draws from it. */
import type { BatchSource } from '../networkRuntime.ts';
import type { Region } from '../plan/region.ts';
import { drawBatch, LEVEL_NUMBERS } from './kernels/drawBatch.ts';
import type { PlanOptions } from './plan/compilePlan.ts';
import { storageBuffer } from './storageBuffer.ts';

/** Numbers of one t in a `BatchSource`. */
const GIVEN = 5;

export interface BatchFeed {
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
  readonly drawInputs: NonNullable<PlanOptions['drawInputs']>;
}

/** @param size numbers of one image; its pixels are a multiple of four. */
export function makeBatchFeed(
  device: GPUDevice,
  source: BatchSource,
  batch: number,
  size: number,
): BatchFeed {
  const { images, labels, labelDropout, noLabel, levels } = source;
  const T = levels.length / GIVEN;
  const padded = new Float32Array(T * LEVEL_NUMBERS);
  for (let t = 0; t < T; t++) padded.set(levels.subarray(t * GIVEN, (t + 1) * GIVEN), t * LEVEL_NUMBERS);
  const imageBuffer = storageBuffer(device, images.byteLength);
  device.queue.writeBuffer(imageBuffer, 0, images as Uint8Array<ArrayBuffer>);
  const buffers = {
    images: imageBuffer,
    levels: storageBuffer(device, padded.byteLength, padded),
    ...(labels ? { labels: storageBuffer(device, labels.length * 4, Float32Array.from(labels)) } : {}),
  };
  const region = (buffer: string, bytes: number, storage: Region['storage']): Region => ({
    bytes,
    storage,
    place: { kind: 'external', buffer, offset: 0 },
  });
  return {
    buffers,
    drawInputs: (input, stepBlock) =>
      drawBatch(
        {
          images: region('images', images.byteLength, 'u32'),
          count: images.byteLength / size,
          labels: labels ? region('labels', labels.length * 4, 'f32') : null,
          labelDropout,
          noLabel,
          levels: region('levels', padded.byteLength, 'vec4f'),
          T,
          stepBlock,
        },
        {
          x: input('x'),
          target: input('target'),
          t: input('t'),
          classLabels: labels ? input('classLabels') : null,
        },
        batch,
      ),
  };
}
