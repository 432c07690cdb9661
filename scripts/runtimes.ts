/** The runtimes that commands can name, and the files of the page read from disk. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchBytes } from '../src/data/fetchBytes.ts';
import { startBackend, type TfjsBackend } from '../src/runtime/tfjs/backend.ts';

const root = join(import.meta.dirname, '..');

const BACKENDS = { 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu', 'tfjs-webgpu': 'webgpu' } as const;
export type RuntimeName = keyof typeof BACKENDS;

export function runtimeOption(name: string): RuntimeName {
  if (name in BACKENDS) return name as RuntimeName;
  throw new Error(`There is no runtime '${name}'; choose one of ${Object.keys(BACKENDS).join(', ')}.`);
}

export async function startRuntime(name: RuntimeName): Promise<void> {
  const backend: TfjsBackend = BACKENDS[name];
  await startBackend(backend, {
    wasmPath: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
    threads: 1,
  });
}

/** The data files that the page fetches, from disk. */
export const fetchPublic: FetchBytes = async file =>
  new Uint8Array(await readFile(join(root, 'public/data', file)));
