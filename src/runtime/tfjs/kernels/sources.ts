import * as tf from '@tensorflow/tfjs';
import { elements } from '../../../nn/graph.ts';
import type { Kernel } from './kernel.ts';

/**
 * By gathering: tfjs-wasm's slice would copy the whole parameter vector out of the heap for every weight. Its gather
 * marks the data as of rank 4, which its convolution refuses as a bias; the multiplication makes vectors afresh.
 */
export const param: Kernel<'param'> = ([flat], { offset, shape }) => {
  const indices = tf.range(offset, offset + elements(shape), 1, 'int32');
  const values = tf.reshape(tf.gather(flat!, indices), [...shape]);
  return [shape.length === 1 ? tf.mul(values, 1) : values];
};

/** diffusers' get_timestep_embedding: frequencies 10000^(-i / (half - freqShift)), sines before cosines or after. */
export const timeEmbedding: Kernel<'timeEmbedding'> = ([t], { dim, flipSinToCos, freqShift }) => {
  const half = Math.floor(dim / 2);
  const frequencies = Float32Array.from({ length: half }, (_, i) =>
    Math.exp((-Math.log(10_000) * i) / (half - freqShift)),
  );
  const angles = tf.mul(tf.reshape(t!, [-1, 1]), tf.tensor2d(frequencies, [1, half]));
  const parts = [tf.sin(angles), tf.cos(angles)];
  const both = tf.concat(flipSinToCos ? parts.reverse() : parts, 1);
  return [
    dim % 2 === 0
      ? both
      : tf.pad(both, [
          [0, 0],
          [0, 1],
        ]),
  ];
};

export const embedding: Kernel<'embedding'> = ([labels, table]) => [
  tf.gather(table!, tf.cast(labels!, 'int32')),
];

export const embeddingGrad: Kernel<'embeddingGrad'> = ([labels, dOut], { count }) => {
  const oneHot = tf.cast(tf.oneHot(tf.cast(labels as tf.Tensor1D, 'int32'), count), 'float32');
  return [tf.matMul(tf.transpose(oneHot), dOut as tf.Tensor2D)];
};
