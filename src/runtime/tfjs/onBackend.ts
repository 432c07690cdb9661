import * as tf from '@tensorflow/tfjs';

/**
 * Does `work` on the backend that `start` starts, then goes back to the one before. tfjs has one active backend: nothing else
 * may compute with it meanwhile.
 */
export async function onBackend<T>(start: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const before = tf.getBackend();
  try {
    await start();
    return await work();
  } finally {
    if (before && before !== tf.getBackend()) await tf.setBackend(before);
  }
}
