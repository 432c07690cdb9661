/** The same seed on the same adapter gives the same bits: no atomics, sums in a fixed order. On Dawn. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dawnAdapter } from '../../scripts/dawn.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { batchSource } from '../../src/engine/training/trainingBatch.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import { DEFAULT_TILING } from '../../src/runtime/webgpu/kernels/tiles.ts';
import { USES_BEFORE_IMPROVING } from '../../src/runtime/webgpu/webgpuNetwork.ts';
import { type WebgpuOptions, WebgpuRuntime } from '../../src/runtime/webgpu/webgpuRuntime.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';

const STEPS = 200;
const FEW = 10;
const config: RunConfig = { ...DEFAULT_CONFIG, channels: '32/64', batchSize: 1 };
/** The smallest network that has every part: two resolutions, skips, normalisation, time. */
const network = buildUNet({ ...networkConfig(config), block_out_channels: [8, 8] });
const process = makeProcess({ schedule: 'flow', T: 100 });
const images: ImageSet = {
  count: 20,
  shape: SHAPE,
  images: Uint8Array.from({ length: 20 * PIXELS }, (_, i) => (i * 37) & 255),
  labels: null,
};

let gpu: GpuDevice;
beforeAll(async () => {
  gpu = await GpuDevice.open(await dawnAdapter());
});
afterAll(() => gpu.destroy());

/** @param settleAt the step before which the kernels are changed to the quickest. */
async function trained(steps: number, options: WebgpuOptions, settleAt?: number) {
  const params = initParams(network, config.seed);
  const zeros = new Float32Array(params.length);
  const running = new WebgpuRuntime(gpu, options).open(network, {
    step: 0,
    params,
    ema: params,
    adamM: zeros,
    adamV: zeros,
  });
  const source = batchSource(config, images, process);
  const draw = () => {
    throw new Error('drawn on the device');
  };
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    if (step === settleAt) await running.settle();
    const { loss } = await running.train({ size: config.batchSize, source, draw }, config);
    losses.push(loss);
  }
  const state = await running.readState();
  running.dispose();
  return { losses, state };
}

it('trains to the same bits twice, also with sums in workgroups of another size', {
  timeout: 600_000,
}, async () => {
  const small = { tiling: { ...DEFAULT_TILING, summing: 4 } };
  const first = await trained(STEPS, small);
  expect(await trained(STEPS, small)).toEqual(first);
  expect(new Set(first.losses).size).toBeGreaterThan(STEPS / 2);
  const large = { tiling: { ...DEFAULT_TILING, summing: 64 } };
  expect(await trained(FEW, large)).toEqual(await trained(FEW, small));
});

it('trains to the same bits when the kernels change on the way', { timeout: 600_000 }, async () => {
  const few = USES_BEFORE_IMPROVING - 1;
  const first = await trained(few, {});
  expect(await trained(few, {}, 2)).toEqual(first);
});
