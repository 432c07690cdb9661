/** tfjs on WebAssembly: the reference for tests and benchmarks. The page computes with our own kernels instead. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { startBackend } from '../src/runtime/tfjs/backend.ts';

/**
 * @param path the folder, with its final slash, that holds tfjs's .wasm files.
 * @throws where it does not start.
 */
export async function startWasmBackend(path: string): Promise<void> {
  setWasmPaths(path);
  // Its threads make a training step slower, and come from blobs, which the page's policy forbids.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await startBackend('wasm');
}
