import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

/** [..., C] -> [N, C]. */
const rows = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [-1, x.shape.at(-1)!]);

export const linear: Kernel<'linear'> = ([x, weight, bias]) => {
  const y = tf.add(tf.matMul(rows(x!), weight as tf.Tensor2D), bias!);
  return [tf.reshape(y, [...x!.shape.slice(0, -1), weight!.shape[1]!])];
};

export const linearInputGrad: Kernel<'linearInputGrad'> = ([dOut, weight]) => {
  const dX = tf.matMul(rows(dOut!), tf.transpose(weight as tf.Tensor2D));
  return [tf.reshape(dX, [...dOut!.shape.slice(0, -1), weight!.shape[0]!])];
};

/** Transposes first: tfjs-wasm's matMul is ten times slower with `transposeA`. */
export const linearWeightGrad: Kernel<'linearWeightGrad'> = ([x, dOut]) => [
  tf.matMul(tf.transpose(rows(x!)), rows(dOut!)),
];
