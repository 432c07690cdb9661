/** Which of tfjs's backends computes, and why. */
import type { BackendName, DeviceChoice, DeviceReport } from '../protocol/messages.ts';
import { type AdapterFinding, findAdapter } from '../runtime/findAdapter.ts';
import { startBackend, wasmThreads } from '../runtime/tfjs/backend.ts';

/** One core stays free for the page, so that it answers while training runs. */
function threadCount(): number {
  return globalThis.crossOriginIsolated ? Math.max(1, navigator.hardwareConcurrency - 1) : 1;
}

/**
 * Tries the devices in order of preference and reports the first that starts.
 *
 * @throws where not even plain JavaScript starts.
 */
export async function chooseDevice(choice: DeviceChoice, base: string): Promise<DeviceReport> {
  const adapter =
    choice === 'auto' || choice === 'webgpu'
      ? await findAdapter(navigator.gpu)
      : ({ kind: 'none', reason: 'it was not asked for' } as const);
  const failures: string[] = [];
  for (const { backend, detail, reason } of candidates(choice, adapter)) {
    try {
      await startBackend(backend, { wasmPath: new URL('wasm/', base).href, threads: threadCount() });
      return { backend, choice, detail: detail(), reason: [...failures, reason].join(' ') };
    } catch (error) {
      failures.push(`${backend} did not start (${error instanceof Error ? error.message : String(error)}).`);
    }
  }
  throw new Error(failures.join(' '));
}

interface Candidate {
  readonly backend: BackendName;
  /** Asked once the backend has started. */
  readonly detail: () => string;
  readonly reason: string;
}

function wasmDetail(): string {
  const threads = wasmThreads();
  return threads === 1 ? 'SIMD, one thread' : `SIMD, ${threads} threads`;
}

function candidates(choice: DeviceChoice, adapter: AdapterFinding): Candidate[] {
  const wasm = (reason: string): Candidate => ({ backend: 'wasm', detail: wasmDetail, reason });
  const cpu: Candidate = {
    backend: 'cpu',
    detail: () => 'no acceleration',
    reason: choice === 'cpu' ? 'You chose plain JavaScript, the slowest.' : 'Nothing faster started.',
  };
  if (choice === 'cpu') return [cpu];
  if (choice === 'wasm') return [wasm('You chose the processor.'), cpu];
  if (adapter.kind === 'none') return [wasm(`The processor computes, because ${adapter.reason}.`), cpu];
  const webgpu = (reason: string): Candidate => ({ backend: 'webgpu', detail: () => adapter.name, reason });
  if (choice === 'webgpu') {
    const warning = adapter.kind === 'software' ? ' It is a software adapter, and very slow.' : '';
    return [webgpu(`You chose WebGPU.${warning}`), wasm('The processor computes instead.'), cpu];
  }
  if (adapter.kind === 'software') {
    return [wasm(`The processor computes: ${adapter.name} is WebGPU in software, which is slower.`), cpu];
  }
  return [webgpu('A graphics processor was found.'), wasm('The processor computes instead.'), cpu];
}
