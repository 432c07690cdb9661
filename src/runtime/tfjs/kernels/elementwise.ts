import * as tf from '@tensorflow/tfjs';
import { siluSlope } from './groupNorm.ts';
import type { Kernel } from './kernel.ts';
import { spatialSum } from './spatial.ts';

/** [B, C] -> [B, 1, 1, C]. */
const overPixels = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [x.shape[0]!, 1, 1, x.shape[1]!]);

export const silu: Kernel<'silu'> = ([x]) => [tf.mul(x!, tf.sigmoid(x!))];

export const siluGrad: Kernel<'siluGrad'> = ([x, dOut]) => [tf.mul(dOut!, siluSlope(x!))];

export const add: Kernel<'add'> = ([a, b]) => [tf.add(a!, b!)];

export const affine: Kernel<'affine'> = ([x], { scale, bias }) => {
  const scaled = tf.mul(x!, scale);
  return [bias === 0 ? scaled : tf.add(scaled, bias)];
};

export const addChannels: Kernel<'addChannels'> = ([x, c]) => [tf.add(x!, overPixels(c!))];

export const sumSpatial: Kernel<'sumSpatial'> = ([x]) => [spatialSum(x as tf.Tensor4D)];

export const sumToChannels: Kernel<'sumToChannels'> = ([x]) => [
  tf.sum(x!.rank === 4 ? spatialSum(x as tf.Tensor4D) : x!, 0),
];

const halves = (scaleShift: tf.Tensor): [tf.Tensor, tf.Tensor] =>
  tf.split(scaleShift, 2, 1).map(overPixels) as [tf.Tensor, tf.Tensor];

export const modulate: Kernel<'modulate'> = ([x, scaleShift]) => {
  const [scale, shift] = halves(scaleShift!);
  return [tf.add(tf.mul(x!, tf.add(scale, 1)), shift)];
};

export const modulateGrad: Kernel<'modulateGrad'> = ([x, scaleShift, dOut]) => {
  const [scale] = halves(scaleShift!);
  const dScale = spatialSum(tf.mul(x!, dOut!));
  const dShift = spatialSum(dOut as tf.Tensor4D);
  return [tf.mul(dOut!, tf.add(scale, 1)), tf.concat([dScale, dShift], 1)];
};
