/** Chooses the device that computes, and says why. */

import { type AdapterFinding, findAdapter } from '../../runtime/findAdapter.ts';
import type { Runtime } from '../../runtime/networkRuntime.ts';
import { selfTest } from '../../runtime/selfTest.ts';
import { startInBrowser } from '../../runtime/wasm/browser.ts';
import { SHARDS } from '../../runtime/wasm/crew/shards.ts';
import { workersFor } from '../../runtime/wasm/crew/workersFor.ts';
import { GpuDevice } from '../../runtime/webgpu/gpuDevice.ts';
import { WebgpuRuntime } from '../../runtime/webgpu/webgpuRuntime.ts';
import { tuningStorage } from '../../storage/tuningStorage.ts';
import type { BackendName, DeviceChoice, DeviceReport, ThreadChoice } from './deviceReport.ts';

export interface Device {
  readonly report: DeviceReport;
  readonly runtime: Runtime;
  /** Rejects with a DeviceBroken when the device is lost; null if it cannot be lost. */
  readonly broken: Promise<never> | null;
  /** Sets the number of threads from the next step on, which changes no result, and describes it. Null if it has none to set. */
  readonly setThreads: ((threads: ThreadChoice) => string) | null;
  /** Call only when nothing computes on it. */
  dispose(): void;
}

export interface DeviceOptions {
  /** Folder of the processor's kernels, with a final slash. */
  readonly wasmPath: string;
  readonly threads: ThreadChoice;
  readonly onProgress: (label: string, fraction: number | null) => void;
}

/**
 * Tries the devices in order of preference and takes the first that starts and computes correctly.
 *
 * @throws if not even plain JavaScript starts.
 */
export async function chooseDevice(choice: DeviceChoice, options: DeviceOptions): Promise<Device> {
  const adapter =
    choice === 'auto' || choice === 'webgpu'
      ? await findAdapterWithNotice(options)
      : ({ kind: 'none', reason: 'it was not asked for' } as const);
  const failures: string[] = [];
  for (const { backend, name, start, reason } of candidates(choice, adapter)) {
    try {
      const { detail, mostThreads, ...device } = await start(options);
      const report = { backend, choice, detail, mostThreads, reason: [...failures, reason].join(' ') };
      return { ...device, report };
    } catch (error) {
      failures.push(`${name} is not used: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  throw new Error(failures.join(' '));
}

const SLOW_MS = 3000;

/** Waits for a driver that hangs, and says so after `SLOW_MS`. */
async function findAdapterWithNotice({ onProgress }: DeviceOptions): Promise<AdapterFinding> {
  const slow = setTimeout(
    () => onProgress('The graphics driver does not answer; the processor takes over soon', null),
    SLOW_MS,
  );
  try {
    return await findAdapter(navigator.gpu);
  } finally {
    clearTimeout(slow);
  }
}

type Started = Omit<Device, 'report'> & Pick<DeviceReport, 'detail' | 'mostThreads'>;

interface Candidate {
  readonly backend: BackendName;
  /** As used in a sentence. */
  readonly name: string;
  readonly start: (options: DeviceOptions) => Promise<Started>;
  readonly reason: string;
}

/** tfjs's plain JavaScript, fetched only when needed: for the self-test, or because nothing else starts. */
async function plainJavaScript(): Promise<Runtime> {
  const [{ startBackend }, { tfjsRuntime }] = await Promise.all([
    import('../../runtime/tfjs/backend.ts'),
    import('../../runtime/tfjs/tfjsNetwork.ts'),
  ]);
  await startBackend('cpu');
  return tfjsRuntime;
}

const wasm = (reason: string): Candidate => ({
  backend: 'wasm',
  name: 'WebAssembly',
  start: async ({ wasmPath, threads }) => {
    const cores = navigator.hardwareConcurrency ?? 1;
    const runtime = await startInBrowser(wasmPath, __BUILD_ID__, workersFor(cores));
    const setThreads = (chosen: ThreadChoice) => {
      const count = runtime.setWorkers(chosen ?? workersFor(cores), chosen !== null);
      const upTo = chosen === null ? 'up to ' : '';
      return count === 1 ? 'SIMD, one thread' : `SIMD, ${upTo}${count} threads`;
    };
    const detail = setThreads(threads);
    const mostThreads = Math.min(SHARDS, cores);
    return { runtime, broken: null, setThreads, dispose: () => runtime.dispose(), detail, mostThreads };
  },
  reason,
});

const cpu = (reason: string): Candidate => ({
  backend: 'cpu',
  name: 'Plain JavaScript',
  start: async () => ({
    runtime: await plainJavaScript(),
    broken: null,
    setThreads: null,
    dispose: () => {},
    detail: 'no acceleration',
    mostThreads: null,
  }),
  reason,
});

const webgpu = (name: string, adapter: GPUAdapter, reason: string): Candidate => ({
  backend: 'webgpu',
  name,
  start: async ({ onProgress }) => {
    const gpu = await GpuDevice.open(adapter);
    try {
      const runtime = new WebgpuRuntime(gpu, {
        tuningStore: tuningStorage,
        onProgress: (done, of) => onProgress('Preparing the graphics processor', done / of),
      });
      await selfTest(runtime, await plainJavaScript());
      return {
        runtime,
        detail: name,
        broken: gpu.broken,
        setThreads: null,
        mostThreads: null,
        dispose: () => gpu.destroy(),
      };
    } catch (error) {
      gpu.destroy();
      throw error;
    }
  },
  reason,
});

function candidates(choice: DeviceChoice, finding: AdapterFinding): Candidate[] {
  if (choice === 'cpu') return [cpu('You chose plain JavaScript, the slowest.')];
  const last = cpu('Nothing faster started.');
  if (choice === 'wasm') return [wasm('You chose the processor.'), last];
  if (finding.kind === 'none') return [wasm(`The processor computes, because ${finding.reason}.`), last];
  const { name, adapter } = finding;
  const instead = wasm('The processor computes instead.');
  if (choice === 'webgpu') {
    const warning = finding.kind === 'software' ? ' It is a software adapter, and slow.' : '';
    return [webgpu(name, adapter, `You chose WebGPU.${warning}`), instead, last];
  }
  if (finding.kind === 'software') {
    return [wasm(`The processor computes: ${name} is WebGPU in software, which is slower.`), last];
  }
  return [webgpu(name, adapter, 'A graphics processor was found.'), instead, last];
}
