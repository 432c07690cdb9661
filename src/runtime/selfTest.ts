/**
 * Compares one training step of a tiny network on a device with the same step on tfjs's plain JavaScript: some drivers
 * silently compute wrong results (tfjs#8590: all gradients zero).
 */
import { gaussians } from '../math/random.ts';
import { adamStepScales } from '../nn/adamSchedule.ts';
import { elements, type Graph } from '../nn/graph.ts';
import { GraphBuilder } from '../nn/graphBuilder.ts';
import { initParams } from '../nn/initParams.ts';
import { trainingGraph } from '../nn/trainingGraph.ts';
import { conv, groupNorm } from '../nn/unet/layers.ts';
import type { Runtime } from './networkRuntime.ts';

const BATCH = 2;
const SIDE = 6;
const SEED = 1;
/** Tolerance relative to an output's largest number; single precision reaches about 1e-6. */
const TOLERANCE = 1e-3;

/** Convolutions, a normalisation and a residual, the bulk of a UNet. */
function tinyNetwork(): Graph {
  const g = new GraphBuilder();
  const first = conv(g, 'in', g.input('x', [SIDE, SIDE, 1], true), 4);
  const normed = groupNorm(g, 'norm', first, { groups: 2, eps: 1e-5, silu: true });
  const middle = g.one('add', [first, conv(g, 'middle', normed, 4)], {});
  return g.finish({ out: conv(g, 'out', middle, 1) });
}

/**
 * @param reference must be correct; may be slow.
 * @throws if the two disagree.
 */
export async function selfTest(runtime: Runtime, reference: Runtime): Promise<void> {
  const network = tinyNetwork();
  const graph = trainingGraph(network);
  const params = initParams(network, SEED);
  const images = (index: number) =>
    gaussians(SEED, 'evaluation', index, new Float32Array(BATCH * SIDE * SIDE));
  const feeds: Record<string, Float32Array> = {
    x: images(0),
    target: images(1),
    params,
    ema: params,
    adamM: new Float32Array(params.length),
    adamV: new Float32Array(params.length),
    emaDecay: Float32Array.of(0.5),
  };
  for (const [name, value] of Object.entries(adamStepScales(1, 1e-2))) feeds[name] = Float32Array.of(value);
  const [expected, got] = [
    await reference.evaluate(graph, BATCH, feeds),
    await runtime.evaluate(graph, BATCH, feeds),
  ];
  for (const [name, id] of Object.entries(graph.outputs)) {
    const { shape, batched } = graph.values[id]!;
    const size = elements(shape) * (batched ? BATCH : 1);
    const error = largestError(expected[name]!, got[name]!, size);
    // Negated, so NaN fails too.
    if (!(error <= TOLERANCE)) {
      throw new Error(`it computes wrongly: '${name}' of a trial step is off by ${error.toPrecision(2)}`);
    }
  }
}

/** Relative to the largest expected number. */
function largestError(expected: Float32Array, got: Float32Array, size: number): number {
  let [error, scale] = [0, 0];
  for (let i = 0; i < size; i++) {
    const difference = Math.abs(got[i]! - expected[i]!);
    if (!(difference <= error)) error = difference;
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return error / scale;
}
