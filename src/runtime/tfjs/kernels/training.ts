import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

export const mse: Kernel<'mse'> = ([prediction, target]) => {
  const batch = prediction!.shape[0]!;
  const squares = tf.square(tf.sub(prediction!, target!));
  const lossByImage = tf.mean(tf.reshape(squares, [batch, -1]), 1);
  return [tf.mean(lossByImage), lossByImage];
};

export const mseGrad: Kernel<'mseGrad'> = ([prediction, target]) => [
  tf.mul(tf.sub(prediction!, target!), 2 / prediction!.size),
];

export const flatten: Kernel<'flatten'> = inputs => [tf.concat(inputs.map(x => tf.reshape(x, [-1])))];

export const adam: Kernel<'adam'> = (inputs, { beta1, beta2, eps }) => {
  const [params, gradient, m, v, stepSize, vScale] = inputs as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const mNext = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const vNext = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const scale = tf.add(tf.mul(tf.sqrt(vNext), vScale), eps);
  return [tf.sub(params, tf.mul(tf.div(mNext, scale), stepSize)), mNext, vNext];
};

/** Written as a step towards the weights, which keeps more digits than the sum of two products. */
export const ema: Kernel<'ema'> = ([average, params, decay]) => [
  tf.add(average!, tf.mul(tf.sub(params!, average!), tf.sub(1, decay!))),
];
