/** The processor's runtime in a browser: kernels fetched, helpers as workers of the engine's worker. */
import type { FromHelper, StartHelper } from './crew/messages.ts';
import { chooseKernels } from './kernelModule.ts';
import { WasmRuntime } from './wasmRuntime.ts';

/**
 * @param folder where the kernels are, with its final slash.
 * @param version of the page, lest older kernels be taken from a cache.
 * @param workers threads that compute, the caller's own among them.
 * @throws where they cannot be fetched, or the browser has no SIMD.
 */
export async function startInBrowser(folder: string, version: string, workers: number): Promise<WasmRuntime> {
  const module = await chooseKernels(async file => {
    const response = await fetch(`${folder}${file}?${version}`);
    if (!response.ok) throw new Error(`${file} could not be fetched (${response.status})`);
    return new Uint8Array(await response.arrayBuffer());
  });
  return new WasmRuntime({ module, workers, startHelper });
}

const startHelper: StartHelper = (hear, died) => {
  const worker = new Worker(new URL('./helperWorker.ts', import.meta.url), {
    type: 'module',
    name: 'helper',
  });
  worker.addEventListener('message', ({ data }: MessageEvent<FromHelper>) => hear(data));
  worker.addEventListener('error', event => died(event.message || 'its script did not load'));
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    end: () => worker.terminate(),
  };
};
