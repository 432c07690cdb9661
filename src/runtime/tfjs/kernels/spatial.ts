import * as tf from '@tensorflow/tfjs';

/**
 * Mean over the pixels: [B, H, W, C] -> [B, 1, 1, C]. A pooling window as large as the image: tfjs's own reduction
 * over these axes would transpose the whole tensor first.
 */
export function spatialMean(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.avgPool(x, [height, width], 1, 'valid');
}

/** Sum over the pixels: [B, H, W, C] -> [B, C]. */
export function spatialSum(x: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape;
  return tf.mul(tf.reshape(spatialMean(x), [batch, channels]), height * width) as tf.Tensor2D;
}
