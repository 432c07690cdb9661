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

/**
 * @param wasmPath folder of tfjs's .wasm files, with a final slash.
 * @throws whatever `work` throws on the last backend.
 */
export async function onArrays<T>(device: BackendName, wasmPath: string, work: () => Promise<T>): Promise<T> {
  const [{ onBackend }, { startBackend }] = await Promise.all([
    import('../../runtime/tfjs/onBackend.ts'),
    import('../../runtime/tfjs/backend.ts'),
  ]);
  const start = async (backend: BackendName) => {
    if (backend !== 'wasm') return startBackend(backend);
    const { startWasmBackend } = await import('../../runtime/tfjs/wasmBackend.ts');
    return startWasmBackend(wasmPath);
  };
  let failure: unknown;
  for (const backend of ORDER[device]) {
    try {
      const answer = await withinTime(
        onBackend(() => start(backend), work),
        LONGEST_MS,
      );
      if (answer !== 'timeout') return answer;
      failure = new Error(`tfjs did not answer on ${backend}.`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
