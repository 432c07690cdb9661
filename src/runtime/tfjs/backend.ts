/** Starts one of tfjs's backends and makes sure that it is the one that computes. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';

/** @throws where the backend does not come up; `setBackend` alone may answer true for another one. */
export async function startBackend(name: 'cpu' | 'webgpu' | 'wasm'): Promise<void> {
  tf.enableProdMode();
  const started = await tf.setBackend(name);
  await tf.ready();
  if (!started || tf.getBackend() !== name) throw new Error(`tfjs's ${name} backend did not start`);
}
