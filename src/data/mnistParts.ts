/**
 * The parts in which MNIST travels to the page. Each file is the gzip of its images' bytes followed by its labels'
 * bytes. Sizes and hashes are those of the DEcompressed content, computed from the original idx files, so they hold
 * whichever zlib wrote the file.
 */
import { type Shape, sizeOf } from './shape.ts';

export const MNIST_SHAPE: Shape = { height: 28, width: 28, channels: 1 };

export interface MnistPart {
  /** An ending that no static host takes for a Content-Encoding, as it would '.gz'. */
  readonly file: string;
  readonly count: number;
  readonly sha256: string;
}

export const MNIST_PARTS = {
  /** The first 10,000 training images. */
  'train-10k': {
    file: 'train-10k.mnist',
    count: 10_000,
    sha256: '2e49afdffc567fd5f9f306a04e2bafced2432146ae04f4b9a58b25505ba05b2e',
  },
  /** The other 50,000 training images. */
  'train-rest': {
    file: 'train-rest.mnist',
    count: 50_000,
    sha256: 'e3c2ebf0a6c64c65126cb97a79be3f9c25c4f00e393bd367f07092aae263eba1',
  },
  'test-10k': {
    file: 'test-10k.mnist',
    count: 10_000,
    sha256: 'c3f9adf9c66efb572b1f9326c3a511b45910c7173b97be66ceceeeeaef6b802b',
  },
} as const satisfies Record<string, MnistPart>;

export type MnistPartName = keyof typeof MNIST_PARTS;
export const MNIST_PART_NAMES = Object.keys(MNIST_PARTS) as MnistPartName[];

/** Bytes of a part's decompressed content. */
export const plainSize = (part: MnistPart) => part.count * (sizeOf(MNIST_SHAPE) + 1);
