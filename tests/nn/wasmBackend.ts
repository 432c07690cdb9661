import { join } from 'node:path';
import { startWasmBackend } from '../../src/runtime/tfjs/wasmBackend.ts';

/** tfjs-wasm in Node, from the package's own files. */
export const startWasm = () =>
  startWasmBackend(join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
