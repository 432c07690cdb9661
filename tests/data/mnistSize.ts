/** The size of MNIST's pictures, which most tests use. */
import { MNIST_SHAPE } from '../../src/data/mnistParts.ts';
import { sizeOf } from '../../src/data/shape.ts';

export const SHAPE = MNIST_SHAPE;
export const SIDE = SHAPE.width;
export const PIXELS = sizeOf(SHAPE);
