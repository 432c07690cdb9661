/**
 * The kernel's batches against the engine's: times, pixels, noise, x_t, targets and labels. On Dawn, as the
 * page's own kernels run.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dawnAdapter } from '../../scripts/dawn.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { type Shape, sizeOf } from '../../src/data/shape.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';
import { labelOfNone } from '../../src/engine/run/networkConfig.ts';
import { batchSource, trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import { GraphBuilder } from '../../src/nn/graphBuilder.ts';
import { placeParams, toPlaced } from '../../src/runtime/plan/paramPlacement.ts';
import { makeBatchFeed } from '../../src/runtime/webgpu/batchFeed.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import { DEFAULT_TILING } from '../../src/runtime/webgpu/kernels/tiles.ts';
import { compilePlan } from '../../src/runtime/webgpu/plan/compilePlan.ts';
import { Pipelines } from '../../src/runtime/webgpu/plan/pipelines.ts';
import { packStepBlock, STEP_BLOCK, STEP_BLOCK_BYTES } from '../../src/runtime/webgpu/plan/stepBlock.ts';
import { storageBuffer } from '../../src/runtime/webgpu/storageBuffer.ts';
import { SHAPE } from '../data/mnistSize.ts';

const BATCH = 64;
/** Bytes of every value, a different picture for each index. */
const imagesOf = (shape: Shape): ImageSet => ({
  count: 40,
  shape,
  images: Uint8Array.from(
    { length: 40 * sizeOf(shape) },
    (_, i) => (i * 37 + Math.floor(i / sizeOf(shape)) * 101) & 255,
  ),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 10),
});
const GREY = imagesOf(SHAPE);
const COLOUR = imagesOf({ height: 8, width: 12, channels: 3 });
const CLASS_COUNT = labelOfNone(DEFAULT_CONFIG) + 1;
const base: RunConfig = { ...DEFAULT_CONFIG, T: 50, batchSize: BATCH, seed: 5 };

let gpu: GpuDevice;
beforeAll(async () => {
  gpu = await GpuDevice.open(await dawnAdapter());
});
afterAll(() => gpu?.destroy());

/** A graph whose output is its batch. Labels are read from a table that gives each its own number. */
function batchGraph(classConditional: boolean, { height, width, channels }: Shape) {
  const g = new GraphBuilder();
  const x = g.input('x', [height, width, channels], true);
  const target = g.input('target', [height, width, channels], true);
  const numbers = g.param('numbers', [CLASS_COUNT, 4], 'plain', { kind: 'normal' });
  return g.finish({
    x,
    target,
    t: g.input('t', [], true),
    ...(classConditional
      ? { labels: g.one('embedding', [g.input('classLabels', [], true), numbers], {}) }
      : {}),
  });
}

async function drawn(config: RunConfig, step: number, images = GREY) {
  const graph = batchGraph(config.classConditional, images.shape);
  const placement = placeParams(graph);
  const numbers = Float32Array.from({ length: 4 * CLASS_COUNT }, (_, i) => Math.floor(i / 4));
  const source = batchSource(config, images, makeProcess(config))!;
  const drawing = makeBatchFeed(gpu.device, source, BATCH, sizeOf(images.shape));
  const stepBlock = storageBuffer(gpu.device, STEP_BLOCK_BYTES);
  const block = packStepBlock({ seed: config.seed, step, stepSize: 0, vScale: 0, emaDecay: 0 });
  gpu.device.queue.writeBuffer(stepBlock, 0, block);
  const params = storageBuffer(gpu.device, placement.bytes, toPlaced(placement, numbers));
  const compiler = {
    gpu,
    pipelines: new Pipelines(gpu),
    tiling: DEFAULT_TILING,
    quickest: async () => null,
    onProgress: () => {},
  } as const;
  const plan = await compilePlan(compiler, graph, {
    batch: BATCH,
    buffers: { ...drawing.buffers, params, [STEP_BLOCK]: stepBlock },
    drawInputs: drawing.drawInputs,
  });
  plan.run();
  const batch = {
    modelTime: await plan.read('t'),
    xt: await plan.read('x'),
    target: await plan.read('target'),
    classLabels: config.classConditional ? (await plan.read('labels')).filter((_, i) => i % 4 === 0) : null,
  };
  plan.dispose();
  return batch;
}

/**
 * Of noise up to 6: pixels differ by a rounding of float32, noise by that of the shader's logarithm (1.2e-5 at most in
 * these draws), whose root is least sure where the noise is least.
 */
const TOLERANCE = 2e-5;

const furthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

const settings: readonly Partial<RunConfig>[] = [
  ...TARGET_NAMES.map(target => ({ schedule: 'cosine', target }) as const),
  { schedule: 'flow', target: 'velocity' },
  { schedule: 'linear', target: 'v', zeroTerminalSnr: true, tellTime: false },
];

it.each([
  ...settings.map(of => [of, GREY] as const),
  [{ schedule: 'cosine', target: 'v' } as const, COLOUR] as const,
])('draws the pictures, times and noise of the engine: %j', { timeout: 60_000 }, async (of, images) => {
  const config = { ...base, ...of };
  for (const step of [0, 1, 1234567]) {
    const batch = await drawn(config, step, images);
    const expected = trainingBatch(config, images, makeProcess(config), step);
    expect(batch.modelTime).toEqual(expected.modelTime);
    expect(batch.xt).toHaveLength(BATCH * sizeOf(images.shape));
    expect(furthest(batch.xt, expected.xt)).toBeLessThan(TOLERANCE);
    expect(furthest(batch.target, expected.target)).toBeLessThan(TOLERANCE);
    // Another step gives another batch; without this a constant batch would pass.
    expect(
      furthest(batch.xt, trainingBatch(config, images, makeProcess(config), step + 1).xt),
    ).toBeGreaterThan(1);
  }
});

it('leaves the same labels untold as the engine does, at any share', { timeout: 60_000 }, async () => {
  for (const [labelDropout, step] of [
    [0, 3],
    [0.1, 0],
    [0.1, 7],
    [0.5, 123],
    [1, 2],
  ] as const) {
    const config: RunConfig = { ...base, classConditional: true, labelDropout };
    const { classLabels } = await drawn(config, step);
    expect(classLabels).toEqual(trainingBatch(config, GREY, makeProcess(config), step).classLabels);
  }
});
