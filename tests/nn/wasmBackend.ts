import { join } from 'node:path';
import { startBackend } from '../../src/runtime/tfjs/backend.ts';

/** tfjs-wasm in Node, from the package's own files. */
export const startWasm = () =>
  startBackend('wasm', {
    wasmPath: join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
  });
