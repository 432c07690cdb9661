/** Pictures of MNIST's size, which most tests make theirs of. */
import { MNIST_SHAPE } from '../../src/data/mnistParts.ts';
import { sizeOf } from '../../src/data/shape.ts';

export const SHAPE = MNIST_SHAPE;
export const SIDE = SHAPE.width;
export const PIXELS = sizeOf(SHAPE);
