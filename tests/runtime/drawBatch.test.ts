/** The labels that the kernel draws a batch with, against those of the engine: on Dawn, as the page's own kernels run. */
import { expect, it } from 'vitest';
import { dawnAdapter } from '../../scripts/dawn.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { type ImageSet, PIXELS } from '../../src/data/imageSet.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { CLASS_COUNT } from '../../src/engine/run/networkConfig.ts';
import { batchSource, trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import { GraphBuilder } from '../../src/nn/graphBuilder.ts';
import { placeParams, toPlaced } from '../../src/runtime/plan/paramPlacement.ts';
import { makeDrawing } from '../../src/runtime/webgpu/drawing.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import { DEFAULT_TILING } from '../../src/runtime/webgpu/kernels/tiles.ts';
import { compilePlan } from '../../src/runtime/webgpu/plan/compilePlan.ts';
import { Pipelines } from '../../src/runtime/webgpu/plan/pipelines.ts';
import { packStepBlock, STEP_BLOCK, STEP_BLOCK_BYTES } from '../../src/runtime/webgpu/plan/stepBlock.ts';
import { storageBuffer } from '../../src/runtime/webgpu/storageBuffer.ts';

const BATCH = 64;
const process = makeProcess({ schedule: 'flow', T: 50 });
const images: ImageSet = {
  count: 40,
  images: new Uint8Array(40 * PIXELS),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 10),
};

/** A graph that hands back the labels that its batch has: each looks its own number up. */
function labelsGraph() {
  const g = new GraphBuilder();
  const x = g.input('x', [28, 28, 1], true);
  const t = g.input('t', [], true);
  const target = g.input('target', [28, 28, 1], true);
  const numbers = g.param('numbers', [CLASS_COUNT, 4], 'plain', { kind: 'normal' });
  const labels = g.one('embedding', [g.input('classLabels', [], true), numbers], {});
  const [loss] = g.emit('mse', [x, target], {});
  const sines = g.one('timeEmbedding', [t], { dim: 4, flipSinToCos: true, freqShift: 0 });
  return g.finish({ labels, loss: loss!, sines });
}

it('leaves the same labels untold as the engine does, at any share', { timeout: 60_000 }, async () => {
  const gpu = await GpuDevice.open(await dawnAdapter());
  try {
    const pipelines = new Pipelines(gpu);
    const compiler = {
      gpu,
      pipelines,
      activations: 'vec4f',
      tiling: DEFAULT_TILING,
      quickest: async () => null,
      onProgress: () => {},
    } as const;
    const graph = labelsGraph();
    const placement = placeParams(graph);
    const numbers = Float32Array.from({ length: 4 * CLASS_COUNT }, (_, i) => Math.floor(i / 4));
    for (const [labelDropout, step] of [
      [0, 3],
      [0.1, 0],
      [0.1, 7],
      [0.5, 123],
      [1, 2],
    ] as const) {
      const config: RunConfig = {
        ...DEFAULT_CONFIG,
        classConditional: true,
        batchSize: BATCH,
        labelDropout,
        seed: 5,
      };
      const drawing = makeDrawing(gpu.device, batchSource(config, images, process)!, BATCH, PIXELS);
      const stepBlock = storageBuffer(gpu.device, STEP_BLOCK_BYTES);
      const block = packStepBlock({ seed: config.seed, step, stepSize: 0, vScale: 0, emaDecay: 0 });
      gpu.device.queue.writeBuffer(stepBlock, 0, block);
      const params = storageBuffer(gpu.device, placement.bytes, toPlaced(placement, numbers));
      const plan = await compilePlan(compiler, graph, {
        batch: BATCH,
        buffers: { ...drawing.buffers, params, [STEP_BLOCK]: stepBlock },
        drawInputs: drawing.drawInputs,
      });
      plan.run();
      const drawn = (await plan.read('labels')).filter((_, i) => i % 4 === 0);
      expect(drawn).toEqual(trainingBatch(config, images, process, step).classLabels);
      plan.dispose();
    }
  } finally {
    gpu.destroy();
  }
});
