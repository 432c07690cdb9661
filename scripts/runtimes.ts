/** The runtimes that commands can name, and the files of the page read from disk. */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { FetchBytes } from '../src/data/fetchBytes.ts';
import type { Runtime } from '../src/runtime/networkRuntime.ts';
import { startBackend } from '../src/runtime/tfjs/backend.ts';
import { tfjsRuntime } from '../src/runtime/tfjs/tfjsNetwork.ts';
import { startWasmBackend } from '../src/runtime/tfjs/wasmBackend.ts';
import type { CrewOptions } from '../src/runtime/wasm/crew/crew.ts';
import { workersFor } from '../src/runtime/wasm/crew/workersFor.ts';
import { chooseKernels } from '../src/runtime/wasm/kernelModule.ts';
import { WasmRuntime } from '../src/runtime/wasm/wasmRuntime.ts';
import { GpuDevice } from '../src/runtime/webgpu/gpuDevice.ts';
import { WebgpuRuntime } from '../src/runtime/webgpu/webgpuRuntime.ts';
import { buildKernels, kernelsFolder } from './buildKernels.ts';
import { dawnAdapter } from './dawn.ts';
import { startHelperThread } from './helperThread.ts';

const root = join(import.meta.dirname, '..');

const BACKENDS = { 'tfjs-cpu': 'cpu', 'tfjs-webgpu': 'webgpu' } as const;
export type RuntimeName = keyof typeof BACKENDS | 'wasm' | 'tfjs-wasm' | 'webgpu';
const NAMES: readonly string[] = ['wasm', 'tfjs-wasm', ...Object.keys(BACKENDS), 'webgpu'];

export function runtimeOption(name: string): RuntimeName {
  if (NAMES.includes(name)) return name as RuntimeName;
  throw new Error(`There is no runtime '${name}'; choose one of ${NAMES.join(', ')}.`);
}

/**
 * `wasm` is our own kernels on the processor, on `workers` threads. `webgpu` is our kernels on a GPU, through Dawn.
 */
export async function startRuntime(name: RuntimeName, workers = workersFor(cpus().length)): Promise<Runtime> {
  if (name === 'wasm') return startWasmRuntime({ workers });
  if (name === 'webgpu') return new WebgpuRuntime(await GpuDevice.open(await dawnAdapter()));
  if (name === 'tfjs-wasm') {
    await startWasmBackend(join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
  } else await startBackend(BACKENDS[name]);
  return tfjsRuntime;
}

/** @param options for tests, where they need other ones. */
export async function startWasmRuntime(options: Partial<CrewOptions> = {}): Promise<WasmRuntime> {
  await buildKernels();
  const module = await chooseKernels(async file => new Uint8Array(await readFile(join(kernelsFolder, file))));
  return new WasmRuntime({ workers: 1, startHelper: startHelperThread, ...options, module });
}

/** The data files that the page fetches, from disk. */
export const fetchPublic: FetchBytes = async file =>
  new Uint8Array(await readFile(join(root, 'public/data', file)));
