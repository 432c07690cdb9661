import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

export const concat: Kernel<'concat'> = ([a, b]) => [tf.concat([a!, b!], 3)];

export const sliceChannels: Kernel<'sliceChannels'> = ([x], { start, size }) => [
  tf.slice(x!, [0, 0, 0, start], [-1, -1, -1, size]),
];

export const upsample: Kernel<'upsample'> = ([x]) => {
  const [, height, width] = x!.shape as [number, number, number, number];
  return [tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2 * height, 2 * width])];
};

export const upsampleGrad: Kernel<'upsampleGrad'> = ([dOut]) => [
  tf.mul(tf.avgPool(dOut as tf.Tensor4D, 2, 2, 'valid'), 4),
];
