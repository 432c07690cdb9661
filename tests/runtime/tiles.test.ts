/** Every tile that the tuner may choose computes the same convolution: on Dawn, against the plainest one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dawnAdapter } from '../../scripts/dawn.ts';
import { gaussians } from '../../src/math/random.ts';
import { elements } from '../../src/nn/graph.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import { type ConvShape, candidateTiles, DEFAULT_TILING } from '../../src/runtime/webgpu/kernels/tiles.ts';
import { trialGraph } from '../../src/runtime/webgpu/tuning/trialGraph.ts';
import { WebgpuRuntime } from '../../src/runtime/webgpu/webgpuRuntime.ts';

/** Float32, with products and sums of four numbers in another order. */
const TOLERANCE = 1e-6;
const BATCH = 3;
const SEED = 1;

const sizes = [
  { kernel: 3, stride: 1, height: 7, width: 7, fanIn: 16, fanOut: 8 },
  { kernel: 3, stride: 2, height: 14, width: 14, fanIn: 16, fanOut: 16 },
  { kernel: 3, stride: 1, height: 6, width: 28, fanIn: 1, fanOut: 12 },
  { kernel: 1, stride: 1, height: 5, width: 14, fanIn: 20, fanOut: 16 },
] as const;
const ops = ['conv2d', 'conv2dInputGrad', 'conv2dFilterGrad'] as const;
const shapes: ConvShape[] = sizes.flatMap(size => ops.map(op => ({ op, batch: BATCH, ...size })));

let gpu: GpuDevice;
let subgroups: boolean;
beforeAll(async () => {
  gpu = await GpuDevice.open(await dawnAdapter());
  subgroups = gpu.device.features.has('subgroups');
  // An adapter may lack this feature; then the tuner chooses no tile that needs it.
  if (process.platform === 'linux') expect(subgroups, 'SwiftShader has subgroups to test').toBe(true);
});
afterAll(() => gpu.destroy());

/** The result of a convolution with one tile, from the same random numbers each time. */
async function resultOf(shape: ConvShape, tile: ReturnType<typeof DEFAULT_TILING.tileOf>) {
  const graph = trialGraph(shape);
  const runtime = new WebgpuRuntime(gpu, { tiling: { ...DEFAULT_TILING, tileOf: () => tile } });
  const feeds = Object.fromEntries(
    Object.entries(graph.inputs).map(([name, id], i) => {
      const { shape: size, batched } = graph.values[id]!;
      return [name, gaussians(SEED, 'noise', i, new Float32Array(elements(size) * (batched ? BATCH : 1)))];
    }),
  );
  const [result] = Object.values(await runtime.evaluate(graph, BATCH, feeds));
  return result!;
}

describe.each(shapes)('$op of $kernel x $kernel, stride $stride, $fanIn to $fanOut', shape => {
  it('is the same under every tile', async () => {
    const expected = await resultOf(shape, DEFAULT_TILING.tileOf(shape));
    const scale = Math.max(...expected.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    for (const tile of candidateTiles(shape, subgroups)) {
      const result = await resultOf(shape, tile);
      const error = Math.max(...result.map((value, i) => Math.abs(value - expected[i]!))) / scale;
      expect(error, JSON.stringify(tile)).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});
