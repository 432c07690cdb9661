/**
 * Precision and recall of drawn pictures by nearest neighbours (Kynkäänniemi et al. 2019), by tfjs on its active backend.
 * Each picture of a set has a ball about it that reaches to its k-th nearest neighbour in the set.
 */
import * as tf from '@tensorflow/tfjs';

export interface PrecisionRecall {
  /** Share of the drawn pictures that lie in a ball of a real one: do they look real? */
  readonly precision: number;
  /** Share of the real pictures that lie in a ball of a drawn one: is everything drawn that there is? */
  readonly recall: number;
}

/** @param real and `drawn` [n, d] each; the sets may have different sizes, larger than `k`. */
export async function precisionAndRecall(
  real: Float32Array,
  drawn: Float32Array,
  d: number,
  k: number,
): Promise<PrecisionRecall> {
  const shares = tf.tidy(() => {
    const a = tf.tensor2d(real, [real.length / d, d]);
    const b = tf.tensor2d(drawn, [drawn.length / d, d]);
    const across = squaredDistances(b, a);
    return tf.stack([shareWithin(across, radii(a, k)), shareWithin(tf.transpose(across), radii(b, k))]);
  });
  try {
    const [precision, recall] = await shares.data();
    return { precision: precision!, recall: recall! };
  } finally {
    shares.dispose();
  }
}

/** |a - b|² = |a|² + |b|² - 2 a·b of all pairs: [n, d] and [m, d] to [n, m]. */
function squaredDistances(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const squares = tf.sum(tf.square(a), 1, true);
  const others = tf.reshape(tf.sum(tf.square(b), 1), [1, -1]);
  return tf.sub(tf.add(squares, others), tf.mul(tf.matMul(a, tf.transpose(b)), 2)) as tf.Tensor2D;
}

/** Squared distance from each point to its k-th nearest neighbour, not counting itself: [n]. */
function radii(points: tf.Tensor2D, k: number): tf.Tensor1D {
  const { values } = tf.topk(tf.neg(squaredDistances(points, points)), k + 1);
  return tf.neg(tf.reshape(tf.slice(values, [0, k], [-1, 1]), [-1]));
}

/** The share of rows in which a distance is at most its column's radius. */
function shareWithin(distances: tf.Tensor2D, radius: tf.Tensor1D): tf.Scalar {
  return tf.mean(tf.cast(tf.any(tf.lessEqual(distances, radius), 1), 'float32'));
}
