/** What computes, and why. */

import { type AdapterFinding, findAdapter } from '../../runtime/findAdapter.ts';
import type { Runtime } from '../../runtime/networkRuntime.ts';
import { selfTest } from '../../runtime/selfTest.ts';
import { startBackend } from '../../runtime/tfjs/backend.ts';
import { shareDevice } from '../../runtime/tfjs/shareDevice.ts';
import { tfjsRuntime } from '../../runtime/tfjs/tfjsNetwork.ts';
import { GpuDevice } from '../../runtime/webgpu/gpuDevice.ts';
import { WebgpuRuntime } from '../../runtime/webgpu/webgpuRuntime.ts';
import { tuningStorage } from '../../storage/tuningStorage.ts';
import type { BackendName, DeviceChoice, DeviceReport } from './deviceReport.ts';

export interface Device {
  readonly report: DeviceReport;
  readonly runtime: Runtime;
  /** Rejects with a DeviceBroken when the device is gone; null where it cannot go. */
  readonly broken: Promise<never> | null;
  /** Called once nothing computes on it any more. */
  dispose(): void;
}

export interface DeviceSurroundings {
  /** Folder, with its final slash, that holds tfjs's .wasm files. */
  readonly wasmPath: string;
  readonly onProgress: (label: string, fraction: number | null) => void;
}

/**
 * Tries the devices in order of preference and takes the first that starts and computes rightly.
 *
 * @throws where not even plain JavaScript starts.
 */
export async function chooseDevice(choice: DeviceChoice, around: DeviceSurroundings): Promise<Device> {
  const adapter =
    choice === 'auto' || choice === 'webgpu'
      ? await patientlyFindAdapter(around)
      : ({ kind: 'none', reason: 'it was not asked for' } as const);
  const failures: string[] = [];
  for (const { backend, name, start, reason } of candidates(choice, adapter)) {
    try {
      const { detail, ...device } = await start(around);
      return { ...device, report: { backend, choice, detail, reason: [...failures, reason].join(' ') } };
    } catch (error) {
      failures.push(`${name} is not used: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  throw new Error(failures.join(' '));
}

const SLOW_MS = 3000;

/** A driver that hangs is waited for, but not in silence. */
async function patientlyFindAdapter({ onProgress }: DeviceSurroundings): Promise<AdapterFinding> {
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

type Started = Omit<Device, 'report'> & { readonly detail: string };

interface Candidate {
  readonly backend: BackendName;
  /** In a sentence about it. */
  readonly name: string;
  readonly start: (around: DeviceSurroundings) => Promise<Started>;
  readonly reason: string;
}

async function startTfjs(
  backend: 'wasm' | 'cpu',
  { wasmPath }: Pick<DeviceSurroundings, 'wasmPath'>,
): Promise<Omit<Started, 'detail'>> {
  await startBackend(backend, { wasmPath });
  return { runtime: tfjsRuntime, broken: null, dispose: () => {} };
}

const wasm = (reason: string): Candidate => ({
  backend: 'wasm',
  name: 'WebAssembly',
  start: async around => ({ ...(await startTfjs('wasm', around)), detail: 'SIMD, one thread' }),
  reason,
});

const cpu = (reason: string): Candidate => ({
  backend: 'cpu',
  name: 'Plain JavaScript',
  start: async around => ({ ...(await startTfjs('cpu', around)), detail: 'no acceleration' }),
  reason,
});

const webgpu = (name: string, adapter: GPUAdapter, reason: string): Candidate => ({
  backend: 'webgpu',
  name,
  start: async ({ wasmPath, onProgress }) => {
    const gpu = await GpuDevice.open(adapter);
    try {
      const runtime = new WebgpuRuntime(gpu, {
        tuningStore: tuningStorage,
        onProgress: (done, of) => onProgress('Preparing the graphics processor', done / of),
      });
      await startBackend('cpu', { wasmPath });
      await selfTest(runtime, tfjsRuntime);
      await shareDevice(gpu.device, gpu.adapterInfo);
      return { runtime, detail: name, broken: gpu.broken, dispose: () => gpu.destroy() };
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
