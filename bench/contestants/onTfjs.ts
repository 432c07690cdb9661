/** tfjs backends side by side: each contestant has one of its own, so that no pool of buffers is shared. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import { startWasmBackend } from '../../src/runtime/tfjs/wasmBackend.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import type { Contestant, Running } from './contestant.ts';
import { onRuntime } from './onRuntime.ts';
import { stockTfjs } from './stockTfjs.ts';

export const stockTfjsOnWebgpu =
  (adapter: () => Promise<GPUAdapter>): Contestant =>
  async problem => {
    const backend = await newBackend('webgpu-stock', await adapter());
    return withBackend(backend, await stockTfjs(problem));
  };

export const graphOnWebgpu =
  (adapter: () => Promise<GPUAdapter>): Contestant =>
  async problem => {
    const backend = await newBackend('webgpu-graph', await adapter());
    return withBackend(backend, onRuntime(tfjsRuntime, problem));
  };

export const graphOnWasm =
  (wasmPath: string): Contestant =>
  async problem => {
    await startWasmBackend(wasmPath);
    return withBackend('wasm', onRuntime(tfjsRuntime, problem));
  };

/** tfjs's WebGPU backend once more under another name, on a device of its own. */
async function newBackend(name: string, adapter: GPUAdapter): Promise<string> {
  const { device, adapterInfo } = await GpuDevice.open(adapter);
  tf.enableProdMode();
  tf.registerBackend(name, () => new WebGPUBackend(device, adapterInfo));
  tf.copyRegisteredKernels('webgpu', name);
  await choose(name);
  return name;
}

async function choose(backend: string): Promise<void> {
  if (tf.getBackend() === backend) return;
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs's backend ${backend} did not start`);
  await tf.ready();
}

const withBackend = (backend: string, running: Running): Running => ({
  step: async () => {
    await choose(backend);
    return running.step();
  },
  dispose: () => running.dispose(),
});
