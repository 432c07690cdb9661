/** Starts one of tfjs's backends and checks that it is active. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';

/** @throws if the backend does not start; `setBackend` alone may return true for another one. */
export async function startBackend(name: 'cpu' | 'webgpu' | 'wasm'): Promise<void> {
  tf.enableProdMode();
  const started = await tf.setBackend(name);
  await tf.ready();
  if (!started || tf.getBackend() !== name) throw new Error(`tfjs's ${name} backend did not start`);
}
