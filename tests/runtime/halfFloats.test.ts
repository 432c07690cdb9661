/** Activations in half precision with sums in single precision: on lavapipe through Dawn, against tfjs's float32. */
import { expect, it } from 'vitest';
import { dawnAdapter } from '../../scripts/dawn.ts';
import { startRuntime } from '../../scripts/runtimes.ts';
import { gaussians } from '../../src/math/random.ts';
import { elements } from '../../src/nn/graph.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { gradientGraph } from '../../src/nn/trainingGraph.ts';
import { tinyNetwork } from '../../src/runtime/selfTest.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import { DEFAULT_TILING } from '../../src/runtime/webgpu/kernels/tiles.ts';
import { WebgpuRuntime } from '../../src/runtime/webgpu/webgpuRuntime.ts';

const BATCH = 4;
/** A half has 11 bits, so each time that a number is stored it moves by up to 5e-4; a gradient is stored some ten times. */
const TOLERANCE = 5e-3;
/** Nearer than this would mean that nothing was stored in halves. */
const LEAST = 1e-5;

it('stays near single precision', { timeout: 240_000 }, async () => {
  const network = tinyNetwork();
  const graph = gradientGraph(network);
  const images = (index: number) =>
    gaussians(1, 'noise', index, new Float32Array(BATCH * elements(graph.values[graph.inputs.x!]!.shape)));
  const feeds = { x: images(0), target: images(1), params: initParams(network, 1) };
  const expected = await (await startRuntime('tfjs-cpu')).evaluate(graph, BATCH, feeds);

  const gpu = await GpuDevice.open(await dawnAdapter({ halfFloats: true }));
  try {
    const runtime = new WebgpuRuntime(gpu, { halfFloats: true, tiling: DEFAULT_TILING });
    const got = await runtime.evaluate(graph, BATCH, feeds);
    for (const name of ['out', 'loss', 'gradient'] as const) {
      const [wanted, found] = [expected[name]!, got[name]!];
      const scale = Math.max(...wanted.map(Math.abs));
      const error = Math.max(...wanted.map((value, i) => Math.abs(found[i]! - value))) / scale;
      expect(error, name).toBeLessThan(TOLERANCE);
      if (name !== 'loss') expect(error, name).toBeGreaterThan(LEAST);
    }
  } finally {
    gpu.destroy();
  }
});
