/**
 * Our gradient graphs against tfjs's own differentiation of the forward pass, for the parts of UNet2DModel that the
 * reference models leave out. Both in float32; 1e-4 of a parameter's largest gradient, and where a gradient is nearly
 * zero, of the whole network's largest.
 */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { gaussians } from '../../src/math/random.ts';
import type { Graph, GraphNode } from '../../src/nn/graph.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { gradientGraph, lossGraph } from '../../src/nn/trainingGraph.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { startBackend } from '../../src/runtime/tfjs/backend.ts';
import { interpret } from '../../src/runtime/tfjs/interpreter.ts';
import type { WasmRuntime } from '../../src/runtime/wasm/wasmRuntime.ts';

const TOLERANCE = 1e-4;
const SIDE = 8;
const BATCH = 2;

const base = {
  sample_size: SIDE,
  in_channels: 1,
  out_channels: 1,
  down_block_types: ['DownBlock2D', 'DownBlock2D'],
  up_block_types: ['UpBlock2D', 'UpBlock2D'],
  block_out_channels: [4, 8],
  layers_per_block: 1,
  norm_num_groups: 2,
  add_attention: false,
};

const variants: Record<string, object> = {
  'plain blocks': {},
  'time by scale and shift': { resnet_time_scale_shift: 'scale_shift' },
  'scale and shift with attention, whose norm is then left out': {
    resnet_time_scale_shift: 'scale_shift',
    add_attention: true,
    attention_head_dim: 4,
  },
  'one-sided padding on the way down': { downsample_padding: 0 },
  'centred input, rescaled middle': { center_input_sample: true, mid_block_scale_factor: 2 },
  'sines first, shifted frequencies': { flip_sin_to_cos: false, freq_shift: 1 },
  'an odd number of time frequencies': { block_out_channels: [5, 10], norm_num_groups: 5 },
  'one head over all channels': { add_attention: true, attention_head_dim: null },
  classes: { num_class_embeds: 3 },
};

/** Each weight is fed as a tensor of its own, by which tfjs can differentiate; not cut out of the flat vector. */
function tfjsGradient(graph: Graph, feeds: Record<string, tf.Tensor>, flat: Float32Array): Float32Array {
  const nodes = graph.nodes.map(node => {
    if (node.kind !== 'param') return node;
    const { name, shape } = (node as GraphNode<'param'>).attrs;
    return {
      kind: 'input',
      attrs: { name, shape, batched: false },
      inputs: [],
      outputs: node.outputs,
    } as const;
  });
  const forward = interpret({ ...graph, nodes });
  const weights = graph.params.map(({ offset, size, shape }) =>
    tf.tensor(flat.slice(offset, offset + size), [...shape]),
  );
  const gradients = tf.grads((...given: tf.Tensor[]) => {
    const named = Object.fromEntries(graph.params.map(({ name }, i) => [name, given[i]!]));
    return forward({ ...feeds, ...named, params: tf.tensor1d(flat) }).loss!;
  })(weights);
  return tf.concat(gradients.map(g => tf.reshape(g, [-1]))).dataSync() as Float32Array;
}

let own: WasmRuntime;
beforeAll(async () => {
  own = await startWasmRuntime();
  await startBackend('cpu');
  // tfjs 4.22's own gradient of this kernel is wrong on its cpu backend (finite differences tell); this one sums the
  // four copies of every pixel.
  tf.unregisterGradient('ResizeNearestNeighbor');
  tf.registerGradient({
    kernelName: 'ResizeNearestNeighbor',
    inputsToSave: ['images'],
    gradFunc: (dy, [images]) => ({
      images: () => {
        const [batch, height, width, channels] = images!.shape as [number, number, number, number];
        return tf.sum(tf.reshape(dy as tf.Tensor, [batch, height, 2, width, 2, channels]), [2, 4]);
      },
    }),
  });
});

describe.each(Object.entries(variants))('%s', (_, variant) => {
  it('has the gradient that tfjs finds, on tfjs and on our own kernels', async () => {
    const network = buildUNet(parseUNetConfig({ ...base, ...variant }));
    const image = (step: number) => gaussians(7, 'evaluation', step, new Float32Array(BATCH * SIDE * SIDE));
    const given: Record<string, Float32Array> = { x: image(0), target: image(1), t: Float32Array.of(3, 700) };
    if ('classLabels' in network.inputs) given.classLabels = Float32Array.of(2, 0);
    const feeds = Object.fromEntries(
      Object.entries(given).map(([name, values]) => {
        const image = name === 'x' || name === 'target';
        return [name, tf.tensor(values, image ? [BATCH, SIDE, SIDE, 1] : [BATCH])];
      }),
    );
    const flat = initParams(network, 3);
    const expected = tfjsGradient(lossGraph(network), feeds, flat);
    const params = tf.tensor1d(flat);
    const graph = gradientGraph(network);
    const { gradient } = interpret(graph)({ ...feeds, params });
    expectGradient(network, gradient!.dataSync() as Float32Array, expected);
    const ours = await own.evaluate(graph, BATCH, { ...given, params: flat });
    expectGradient(network, ours.gradient!, expected);
  });
});

function expectGradient(network: Graph, actual: Float32Array, expected: Float32Array): void {
  const largest = expected.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
  expect(largest).toBeGreaterThan(1e-3);
  for (const { name, offset, size } of network.params) {
    const own = expected.slice(offset, offset + size).reduce((max, g) => Math.max(max, Math.abs(g)), 0);
    const bound = TOLERANCE * Math.max(own, 1e-3 * largest);
    for (let i = offset; i < offset + size; i++) {
      expect(Math.abs(actual[i]! - expected[i]!), `${name}[${i - offset}]`).toBeLessThanOrEqual(bound);
    }
  }
}
