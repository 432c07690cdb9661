/** tfjs on WebAssembly. Networks compute with our own kernels instead; this is for what else there is to compute. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { startBackend } from './backend.ts';

/**
 * @param path the folder, with its final slash, that holds tfjs's .wasm files.
 * @throws where it does not start.
 */
export async function startWasmBackend(path: string): Promise<void> {
  // Once it has started, tfjs does not let the path be set again.
  if (!tf.engine().registry.wasm) setWasmPaths(path);
  // Its threads make a training step slower, and come from blobs, which the page's policy forbids.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await startBackend('wasm');
}
