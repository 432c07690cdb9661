/** tfjs on a device that somebody else has made, so that both can use the same buffers. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** @throws where tfjs does not start on it. */
export async function shareDevice(device: GPUDevice, adapterInfo: GPUAdapterInfo): Promise<void> {
  tf.enableProdMode();
  if (tf.engine().registryFactory.webgpu) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapterInfo));
  const started = await tf.setBackend('webgpu');
  await tf.ready();
  if (!started || tf.getBackend() !== 'webgpu') throw new Error("tfjs's webgpu backend did not start");
}
