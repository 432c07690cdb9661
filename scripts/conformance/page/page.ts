/** A page that checks reference networks on a runtime of the browser, with files that it is handed. */
import { findAdapter } from '../../../src/runtime/findAdapter.ts';
import type { Runtime } from '../../../src/runtime/networkRuntime.ts';
import { startBackend } from '../../../src/runtime/tfjs/backend.ts';
import { tfjsRuntime } from '../../../src/runtime/tfjs/tfjsNetwork.ts';
import { startInBrowser } from '../../../src/runtime/wasm/browser.ts';
import { workersFor } from '../../../src/runtime/wasm/crew/workersFor.ts';
import { GpuDevice } from '../../../src/runtime/webgpu/gpuDevice.ts';
import { WebgpuRuntime } from '../../../src/runtime/webgpu/webgpuRuntime.ts';
import { checkPipeline } from '../pipelineCase.ts';
import { checkUNet, type Finding } from '../unetCase.ts';
import { type CarriedFiles, unpack } from './carriedFiles.ts';

/** `wasm` and `webgpu` are our own kernels. */
export type PageRuntime = 'wasm' | 'tfjs-webgpu' | 'webgpu';

declare global {
  interface Window {
    checkReference(
      kind: 'unet' | 'pipeline',
      files: CarriedFiles,
      runtime: PageRuntime,
      options?: { readonly adam?: boolean },
    ): Promise<Finding[]>;
  }
}

async function start(name: PageRuntime): Promise<Runtime> {
  if (name === 'webgpu') {
    const found = await findAdapter(navigator.gpu);
    if (found.kind === 'none') throw new Error(found.reason);
    return new WebgpuRuntime(await GpuDevice.open(found.adapter));
  }
  if (name === 'wasm') return startInBrowser('/wasm/', 'checked', workersFor(navigator.hardwareConcurrency));
  await startBackend('webgpu');
  return tfjsRuntime;
}

const started = new Map<PageRuntime, Promise<Runtime>>();

window.checkReference = async (kind, files, name, options) => {
  const starting = started.get(name) ?? start(name);
  started.set(name, starting);
  const runtime = await starting;
  const unpacked = unpack(files);
  return kind === 'unet' ? checkUNet(unpacked, runtime, options) : checkPipeline(unpacked, runtime);
};
