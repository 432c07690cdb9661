/** Where tfjs computes beside our own kernels: on the same kind of device, or on the next best where it does not start. */
import { withinTime } from '../../runtime/withinTime.ts';
import type { BackendName } from './deviceReport.ts';

const ORDER: Readonly<Record<BackendName, readonly BackendName[]>> = {
  webgpu: ['webgpu', 'wasm', 'cpu'],
  wasm: ['wasm', 'cpu'],
  cpu: ['cpu'],
};

/** tfjs waits for ever for a graphics device that is lost. */
const LONGEST_MS = 60_000;

export type OnArrays = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Does work on the best backend that has not failed before.
 *
 * @param device what computes at present.
 * @param wasmPath folder of tfjs's .wasm files, with a final slash.
 */
export function arraysBeside(device: () => BackendName, wasmPath: string): OnArrays {
  const failed = new Set<BackendName>();
  return async work => {
    let failure: unknown;
    for (const backend of ORDER[device()]) {
      if (failed.has(backend)) continue;
      try {
        const answer = await withinTime(on(backend, wasmPath, work), LONGEST_MS);
        if (answer !== 'timeout') return answer;
        failure = new Error(`tfjs did not answer on ${backend}.`);
      } catch (error) {
        failure = error;
      }
      // Plain JavaScript always starts: what fails there is the work.
      if (backend !== 'cpu') failed.add(backend);
    }
    throw failure;
  };
}

async function on<T>(backend: BackendName, wasmPath: string, work: () => Promise<T>): Promise<T> {
  const [{ onBackend }, { startBackend }] = await Promise.all([
    import('../../runtime/tfjs/onBackend.ts'),
    import('../../runtime/tfjs/backend.ts'),
  ]);
  if (backend !== 'wasm') return onBackend(() => startBackend(backend), work);
  const { startWasmBackend } = await import('../../runtime/tfjs/wasmBackend.ts');
  return onBackend(() => startWasmBackend(wasmPath), work);
}
