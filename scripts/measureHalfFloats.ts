/**
 * What half precision does to the loss curve: the same small network, batches and seed with activations in single and in half
 * precision, on lavapipe through Dawn.
 *
 *   npx tsx scripts/measureHalfFloats.ts [steps]
 */
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { loadMnist } from '../src/data/mnist.ts';
import { makeProcess } from '../src/diffusion/process.ts';
import { networkConfig } from '../src/engine/run/networkConfig.ts';
import { batchSource } from '../src/engine/training/trainingBatch.ts';
import { initParams } from '../src/nn/initParams.ts';
import { buildUNet } from '../src/nn/unet/buildUNet.ts';
import { GpuDevice } from '../src/runtime/webgpu/gpuDevice.ts';
import { DEFAULT_TILING } from '../src/runtime/webgpu/kernels/tiles.ts';
import { WebgpuRuntime } from '../src/runtime/webgpu/webgpuRuntime.ts';
import { dawnAdapter } from './dawn.ts';
import { fetchPublic } from './runtimes.ts';

const steps = Number(process.argv[2] ?? 200);
const PARTS = 4;
const config: RunConfig = { ...DEFAULT_CONFIG, channels: '32/64', batchSize: 4 };
/** The smallest that has everything: two resolutions, skips, normalisation, time. */
const network = buildUNet({ ...networkConfig(config), block_out_channels: [8, 8] });
const images = await loadMnist('test-10k', fetchPublic);

async function losses(halfFloats: boolean): Promise<number[]> {
  const gpu = await GpuDevice.open(await dawnAdapter({ halfFloats: true }));
  const params = initParams(network, config.seed);
  const zeros = new Float32Array(params.length);
  const initial = { step: 0, params, ema: params, adamM: zeros, adamV: zeros };
  const running = new WebgpuRuntime(gpu, { halfFloats, tiling: DEFAULT_TILING }).open(network, initial);
  const source = batchSource(config, images, makeProcess(config));
  const draw = () => {
    throw new Error('drawn on the device');
  };
  const found: number[] = [];
  while (found.length < steps) {
    const { loss } = await running.train({ size: config.batchSize, source, draw }, config);
    found.push(loss);
  }
  running.dispose();
  return found;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const [single, half] = [await losses(false), await losses(true)];
console.log('| steps | single precision | half precision | difference |\n| --- | --- | --- | --- |');
for (let part = 0; part < PARTS; part++) {
  const [first, end] = [part, part + 1].map(n => Math.round((n * steps) / PARTS)) as [number, number];
  const [a, b] = [single, half].map(all => mean(all.slice(first, end))) as [number, number];
  console.log(
    `| ${first + 1} to ${end} | ${a.toFixed(4)} | ${b.toFixed(4)} | ${((100 * (b - a)) / a).toFixed(2)} % |`,
  );
}
// Dawn would keep the process waiting.
process.exit();
