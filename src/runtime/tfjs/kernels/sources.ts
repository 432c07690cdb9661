import * as tf from '@tensorflow/tfjs';
import { elements } from '../../../nn/graph.ts';
import type { Kernel } from './kernel.ts';

/** The values of each parameter vector, read once for all its weights. */
const valuesOf = new WeakMap<tf.Tensor, Float32Array>();

function readOnce(flat: tf.Tensor): Float32Array {
  const known = valuesOf.get(flat);
  if (known) return known;
  const values = flat.dataSync() as Float32Array;
  valuesOf.set(flat, values);
  return values;
}

/** The benchmark has WebGPU backends under names of their own. */
const isOnGpu = () => tf.getBackend().startsWith('webgpu');

/**
 * On the processor each weight is a new tensor made from its numbers: tfjs-wasm's slice would copy the whole vector out
 * of the heap every time. On a graphics processor weights are sliced: reading means waiting, and tfjs would read through a
 * canvas, which crashes the graphics process of a browser without a screen.
 */
export const param: Kernel<'param'> = ([flat], { offset, shape }) => {
  const size = elements(shape);
  return isOnGpu()
    ? [tf.reshape(tf.slice(flat!, offset, size), [...shape])]
    : [tf.tensor(readOnce(flat!).subarray(offset, offset + size), [...shape])];
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
