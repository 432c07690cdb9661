import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';
import { spatialMean } from './spatial.ts';

/** One number per channel, reshaped for broadcasting over an image: [B, C] or [C] -> [B or 1, 1, 1, C]. */
const overPixels = (x: tf.Tensor): tf.Tensor4D => tf.reshape(x, [-1, 1, 1, x.shape.at(-1)!]);

/** [B, G] -> [B, C]: every channel gets its group's number. */
function toChannels(x: tf.Tensor, channels: number): tf.Tensor2D {
  const [batch, groups] = x.shape as [number, number];
  const size = channels / groups;
  return tf.reshape(tf.tile(tf.reshape(x, [batch, groups, 1]), [1, 1, size]), [batch, channels]);
}

/** [B, 1, 1, C] or [B, C] -> [B, G]: the mean over each group's channels. */
function toGroups(x: tf.Tensor, groups: number): tf.Tensor2D {
  const channels = x.shape.at(-1)!;
  return tf.mean(tf.reshape(x, [-1, groups, channels / groups]), 2);
}

/** y = x * slope + offset with slope = gamma rstd and offset = beta - mean slope, one of each a channel: [B, C]. */
function slopeAndOffset(gamma: tf.Tensor, beta: tf.Tensor, mean: tf.Tensor, rstd: tf.Tensor) {
  const channels = gamma.shape[0]!;
  const slope = tf.mul(toChannels(rstd, channels), gamma);
  const offset = tf.sub(beta, tf.mul(toChannels(mean, channels), slope));
  return { slope: overPixels(slope), offset: overPixels(offset) };
}

export const groupNorm: Kernel<'groupNorm'> = ([x, gamma, beta], { groups, eps, silu }) => {
  const image = x as tf.Tensor4D;
  const mean = toGroups(spatialMean(image), groups);
  const meanSquare = toGroups(spatialMean(tf.square(image)), groups);
  // Rounding can make the difference of two nearly equal numbers negative.
  const variance = tf.relu(tf.sub(meanSquare, tf.square(mean)));
  const rstd = tf.rsqrt(tf.add(variance, eps));
  const { slope, offset } = slopeAndOffset(gamma!, beta!, mean, rstd);
  const y = tf.add(tf.mul(image, slope), offset);
  return [silu ? tf.mul(y, tf.sigmoid(y)) : y, mean, rstd];
};

export const groupNormGrad: Kernel<'groupNormGrad'> = (inputs, { groups, silu }) => {
  const [x, gamma, beta, mean, rstd, dOut] = inputs as [
    tf.Tensor4D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor4D,
  ];
  const channels = gamma.shape[0];
  const pixels = x.shape[1] * x.shape[2];
  const { slope, offset } = slopeAndOffset(gamma, beta, mean, rstd);
  const dY = silu ? tf.mul(dOut, siluSlope(tf.add(tf.mul(x, slope), offset))) : dOut;

  // Means over the pixels of dY and of dY xHat, a channel: [B, C].
  const meanC = toChannels(mean, channels);
  const rstdC = toChannels(rstd, channels);
  const meanDy = tf.reshape(spatialMean(dY as tf.Tensor4D), [-1, channels]);
  const meanDyX = tf.reshape(spatialMean(tf.mul(dY, x)), [-1, channels]);
  const meanDyXHat = tf.mul(rstdC, tf.sub(meanDyX, tf.mul(meanC, meanDy)));
  const dGamma = tf.mul(tf.sum(meanDyXHat, 0), pixels);
  const dBeta = tf.mul(tf.sum(meanDy, 0), pixels);

  // dX = rstd (gamma dY - s1 - xHat s2) with s1, s2 the group means of gamma dY and gamma dY xHat.
  const s1 = toChannels(toGroups(tf.mul(meanDy, gamma), groups), channels);
  const s2 = toChannels(toGroups(tf.mul(meanDyXHat, gamma), groups), channels);
  const perX = tf.neg(tf.mul(tf.square(rstdC), s2));
  const constant = tf.neg(tf.add(tf.mul(rstdC, s1), tf.mul(perX, meanC)));
  const dX = tf.add(tf.mul(dY, slope), tf.add(tf.mul(x, overPixels(perX)), overPixels(constant)));
  return [dX, dGamma, dBeta];
};

/** d silu(y) / dy = s + y s (1 - s) with s = sigmoid(y). */
export function siluSlope(y: tf.Tensor): tf.Tensor {
  const s = tf.sigmoid(y);
  const value = tf.mul(y, s);
  return tf.sub(tf.add(s, value), tf.mul(value, s));
}
