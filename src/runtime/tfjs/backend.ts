/** Starts one of tfjs's backends and makes sure that it is the one that computes. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';

export type TfjsBackend = 'wasm' | 'cpu' | 'webgpu';

export interface BackendOptions {
  /** Folder, with its final slash, that holds tfjs's .wasm files. */
  readonly wasmPath: string;
}

/** @throws where the backend does not come up; `setBackend` alone may answer true for another one. */
export async function startBackend(name: TfjsBackend, { wasmPath }: BackendOptions): Promise<void> {
  tf.enableProdMode();
  if (name === 'wasm') {
    setWasmPaths(wasmPath);
    // Its threads make a training step slower: docs/decisions/0009-one-thread-on-the-processor.md
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  const started = await tf.setBackend(name);
  await tf.ready();
  if (!started || tf.getBackend() !== name) throw new Error(`tfjs's ${name} backend did not start`);
}
