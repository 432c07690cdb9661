import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

/** [B, H, W, C] -> [B, heads, N, C / heads] with N = H W. */
function splitHeads(x: tf.Tensor, heads: number): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const split = tf.reshape(x, [batch, height * width, heads, channels / heads]);
  return tf.transpose(split as tf.Tensor4D, [0, 2, 1, 3]);
}

function joinHeads(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [...shape]);
}

/** Transposed by hand: tfjs-wasm's matMul is slow with `transposeA` or `transposeB`. */
const transposed = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 1, 3, 2]);

/** softmax(q k^T / sqrt(d)) [B, heads, N, N]. */
function weights(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor {
  return tf.softmax(tf.mul(tf.matMul(q, transposed(k)), 1 / Math.sqrt(q.shape[3])));
}

export const attention: Kernel<'attention'> = ([q, k, v], { heads }) => {
  const probabilities = weights(splitHeads(q!, heads), splitHeads(k!, heads));
  return [joinHeads(tf.matMul(probabilities, splitHeads(v!, heads)), q!.shape)];
};

export const attentionGrad: Kernel<'attentionGrad'> = ([q, k, v, dOut], { heads }) => {
  const [queries, keys, values, dMixed] = [q!, k!, v!, dOut!].map(x => splitHeads(x, heads)) as [
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
  ];
  const p = weights(queries, keys);
  const dValues = tf.matMul(transposed(p), dMixed);
  const dP = tf.matMul(dMixed, transposed(values));
  const rowMean = tf.sum(tf.mul(p, dP), -1, true);
  const dScores = tf.mul(tf.mul(p, tf.sub(dP, rowMean)), 1 / Math.sqrt(queries.shape[3]));
  const dQueries = tf.matMul(dScores, keys);
  const dKeys = tf.matMul(transposed(dScores), queries);
  return [dQueries, dKeys, dValues].map(d => joinHeads(d, q!.shape));
};
