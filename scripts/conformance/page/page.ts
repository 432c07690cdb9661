/** A page that checks reference networks on the browser's processor or on tfjs's WebGPU, with files that it is handed. */
import { startBackend } from '../../../src/runtime/tfjs/backend.ts';
import { tfjsRuntime } from '../../../src/runtime/tfjs/tfjsNetwork.ts';
import { startInBrowser } from '../../../src/runtime/wasm/browser.ts';
import { checkPipeline } from '../pipelineCase.ts';
import { checkUNet, type Finding } from '../unetCase.ts';
import { type CarriedFiles, unpack } from './carriedFiles.ts';

declare global {
  interface Window {
    checkReference(
      kind: 'unet' | 'pipeline',
      files: CarriedFiles,
      backend: 'wasm' | 'webgpu',
    ): Promise<Finding[]>;
  }
}

window.checkReference = async (kind, files, backend) => {
  if (backend === 'webgpu') await startBackend('webgpu');
  const runtime = backend === 'wasm' ? (await startInBrowser('/wasm/', 'checked')).runtime : tfjsRuntime;
  const unpacked = unpack(files);
  return kind === 'unet' ? checkUNet(unpacked, runtime) : checkPipeline(unpacked, runtime);
};
