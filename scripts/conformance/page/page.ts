/** A page that checks reference networks on a tfjs backend of the browser, with files that it is handed. */
import { startBackend, type TfjsBackend } from '../../../src/runtime/tfjs/backend.ts';
import { tfjsRuntime } from '../../../src/runtime/tfjs/tfjsNetwork.ts';
import { checkPipeline } from '../pipelineCase.ts';
import { checkUNet, type Finding } from '../unetCase.ts';
import { type CarriedFiles, unpack } from './carriedFiles.ts';

declare global {
  interface Window {
    checkReference(kind: 'unet' | 'pipeline', files: CarriedFiles, backend: TfjsBackend): Promise<Finding[]>;
  }
}

window.checkReference = async (kind, files, backend) => {
  await startBackend(backend, { wasmPath: '/wasm/' });
  const unpacked = unpack(files);
  return kind === 'unet' ? checkUNet(unpacked, tfjsRuntime) : checkPipeline(unpacked, tfjsRuntime);
};
