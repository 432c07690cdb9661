/** A part of a data set as it travels to the page: the gzip of its images' bytes followed by its labels' bytes. */
import { DataError } from './dataError.ts';
import type { FetchBytes, OnFraction } from './fetchBytes.ts';
import { gunzip } from './gunzip.ts';
import type { ImageSet } from './imageSet.ts';
import { MNIST_SHAPE, type MnistPart, plainSize } from './mnistParts.ts';
import { sha256Hex } from './sha256.ts';
import { sizeOf } from './shape.ts';

const ADVICE = 'Reload the page; if you serve it yourself, run "npm run build" again.';

/**
 * A part of a set of MNIST's shape, checked against its known size and SHA-256.
 *
 * @throws DataError if the file cannot be had or is not what it should be.
 */
export async function loadPart(
  part: MnistPart,
  fetchBytes: FetchBytes,
  onProgress: OnFraction = () => {},
): Promise<ImageSet<Uint8Array>> {
  const packed = await fetchBytes(part.file, onProgress);
  const plain = await gunzip(packed, plainSize(part), part.file, ADVICE);
  if ((await sha256Hex(plain)) !== part.sha256) {
    throw new DataError(`The data file ${part.file} is damaged: its SHA-256 is not the known one.`, ADVICE);
  }
  const split = part.count * sizeOf(MNIST_SHAPE);
  return {
    count: part.count,
    shape: MNIST_SHAPE,
    images: plain.subarray(0, split),
    labels: plain.subarray(split),
  };
}
