/** Mean and covariance of many features, by tfjs on its active backend. */
import * as tf from '@tensorflow/tfjs';
import type { Moments } from './frechet.ts';

/** @param features [n, d]; the covariance divides by n - 1, as numpy's does. */
export async function momentsOf(features: Float32Array, d: number): Promise<Moments> {
  const n = features.length / d;
  const [mean, covariance] = tf.tidy(() => {
    const rows = tf.tensor2d(features, [n, d]);
    const centre = tf.mean(rows, 0, true);
    // Centred first: a difference of large sums would lose a float32's digits.
    const centred = tf.sub(rows, centre) as tf.Tensor2D;
    const scatter = tf.matMul(tf.transpose(centred), centred);
    return [centre, tf.mul(scatter, 1 / (n - 1))];
  });
  try {
    const [m, c] = await Promise.all([mean.data(), covariance.data()]);
    const row = (i: number) => Float64Array.from(c.subarray(i * d, (i + 1) * d));
    return { mean: Float64Array.from(m), covariance: Array.from({ length: d }, (_, i) => row(i)) };
  } finally {
    tf.dispose([mean, covariance]);
  }
}
