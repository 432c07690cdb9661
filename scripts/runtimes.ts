/** The runtimes that commands can name, and the files of the page read from disk. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchBytes } from '../src/data/fetchBytes.ts';
import type { Runtime } from '../src/runtime/networkRuntime.ts';
import { startBackend } from '../src/runtime/tfjs/backend.ts';
import { tfjsRuntime } from '../src/runtime/tfjs/tfjsNetwork.ts';
import { GpuDevice } from '../src/runtime/webgpu/gpuDevice.ts';
import { WebgpuRuntime } from '../src/runtime/webgpu/webgpuRuntime.ts';
import { dawnAdapter } from './dawn.ts';

const root = join(import.meta.dirname, '..');

const BACKENDS = { 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu', 'tfjs-webgpu': 'webgpu' } as const;
export type RuntimeName = keyof typeof BACKENDS | 'webgpu';
const NAMES: readonly string[] = [...Object.keys(BACKENDS), 'webgpu'];

export function runtimeOption(name: string): RuntimeName {
  if (NAMES.includes(name)) return name as RuntimeName;
  throw new Error(`There is no runtime '${name}'; choose one of ${NAMES.join(', ')}.`);
}

/** `webgpu` is our own kernels, in Node by way of Dawn. */
export async function startRuntime(name: RuntimeName): Promise<Runtime> {
  if (name === 'webgpu') return new WebgpuRuntime(await GpuDevice.open(await dawnAdapter()));
  await startBackend(BACKENDS[name], {
    wasmPath: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
  });
  return tfjsRuntime;
}

/** The data files that the page fetches, from disk. */
export const fetchPublic: FetchBytes = async file =>
  new Uint8Array(await readFile(join(root, 'public/data', file)));
