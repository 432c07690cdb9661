import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

export const concat: Kernel<'concat'> = ([a, b]) => [tf.concat([a!, b!], 3)];

/**
 * As a 1 x 1 convolution with ones and zeros, which is exact: tfjs-wasm's slice first copies the whole tensor out of the
 * heap, then every pixel one by one, and takes five times as long.
 */
export const sliceChannels: Kernel<'sliceChannels'> = ([x], { start, size }) => {
  const channels = x!.shape[3]!;
  const selection = new Float32Array(channels * size);
  for (let i = 0; i < size; i++) selection[(start + i) * size + i] = 1;
  return [tf.conv2d(x as tf.Tensor4D, tf.tensor4d(selection, [1, 1, channels, size]), 1, 'valid')];
};

export const upsample: Kernel<'upsample'> = ([x]) => {
  const [, height, width] = x!.shape as [number, number, number, number];
  return [tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2 * height, 2 * width])];
};

export const upsampleGrad: Kernel<'upsampleGrad'> = ([dOut]) => [
  tf.mul(tf.avgPool(dOut as tf.Tensor4D, 2, 2, 'valid'), 4),
];
