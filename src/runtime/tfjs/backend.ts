/** Starts one of tfjs's backends and makes sure that it is the one that computes. */
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';

export type TfjsBackend = 'wasm' | 'cpu' | 'webgpu';

export interface BackendOptions {
  /** Folder, with its final slash, that holds tfjs's .wasm files. */
  readonly wasmPath: string;
  readonly threads?: number;
}

/** How many threads the wasm backend, once started, really has: its builds may grant fewer than were asked for. */
export const wasmThreads = (): number => getThreadsCount();

/** @throws where the backend does not come up; `setBackend` alone may answer true for another one. */
export async function startBackend(name: TfjsBackend, { wasmPath, threads }: BackendOptions): Promise<void> {
  tf.enableProdMode();
  if (name === 'wasm') {
    setWasmPaths(wasmPath);
    if (threads !== undefined) setThreadsCount(threads);
  }
  const started = await tf.setBackend(name);
  await tf.ready();
  if (!started || tf.getBackend() !== name) throw new Error(`tfjs's ${name} backend did not start`);
}
