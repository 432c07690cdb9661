/**
 * How long a training step takes on this machine's processor (tfjs-wasm), where its time goes, and how long a forward
 * pass takes:
 *
 *   npx tsx scripts/measureStep.ts [BATCH] [STEPS]
 */
import * as tf from '@tensorflow/tfjs';
import { median } from '../bench/statistics.ts';
import { DEFAULT_CONFIG } from '../src/config/runConfig.ts';
import { networkConfig } from '../src/engine/run/networkConfig.ts';
import { gaussians } from '../src/math/random.ts';
import { flopsPerImage } from '../src/nn/cost.ts';
import type { Graph } from '../src/nn/graph.ts';
import { initParams } from '../src/nn/initParams.ts';
import { trainingGraph } from '../src/nn/trainingGraph.ts';
import { buildUNet } from '../src/nn/unet/buildUNet.ts';
import { newState, type Runtime } from '../src/runtime/networkRuntime.ts';
import { interpret } from '../src/runtime/tfjs/interpreter.ts';
import { startRuntime } from './runtimes.ts';

/** The first steps are slower: the engine has yet to compile the WebAssembly for speed. */
const WARM_UP = 5;
const FORWARD_PASSES = 40;

async function main(): Promise<void> {
  const [batch = 64, steps = 15] = process.argv.slice(2).map(Number);
  const runtime = await startRuntime('tfjs-wasm');
  const network = buildUNet(networkConfig(DEFAULT_CONFIG));
  const graph = trainingGraph(network);
  const spent = new Map<string, number>();
  const step = interpret(graph, ({ kind }, ms) => spent.set(kind, (spent.get(kind) ?? 0) + ms));
  const flat = initParams(network, 1);
  const images = (n: number) =>
    tf.tensor4d(gaussians(1, 'evaluation', n, new Float32Array(batch * 784)), [batch, 28, 28, 1]);
  const feeds = {
    x: images(0),
    target: images(1),
    t: tf.fill([batch], 500),
    params: tf.tensor1d(flat),
    ema: tf.tensor1d(flat),
    adamM: tf.zeros([flat.length]),
    adamV: tf.zeros([flat.length]),
    stepSize: tf.scalar(1e-3),
    vScale: tf.scalar(1),
    emaDecay: tf.scalar(0.9),
  };
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + steps; i++) {
    if (i === WARM_UP) spent.clear();
    const began = performance.now();
    const outputs = step(feeds);
    await outputs.loss!.data();
    if (i >= WARM_UP) times.push(performance.now() - began);
    tf.dispose(outputs);
  }
  const ms = median(times);
  const gflop = (flopsPerImage(graph) * batch) / 1e9;
  console.log(
    `${network.paramCount} parameters, batch ${batch}: median ${ms.toFixed(0)} ms a step of ${steps}`,
  );
  console.log(`${gflop.toFixed(1)} GFLOP a step, ${((gflop / ms) * 1000).toFixed(1)} GFLOP/s`);
  for (const [kind, total] of [...spent].sort((a, b) => b[1] - a[1]).slice(0, 12)) {
    console.log(`${kind.padEnd(20)} ${(total / steps).toFixed(1).padStart(7)} ms`);
  }
  await measureForward(runtime, network, flat);
}

/** As in sampling: the weights stay the same from pass to pass. */
async function measureForward(runtime: Runtime, network: Graph, params: Float32Array): Promise<void> {
  const frozen = runtime.open(network, newState(params)).freezeParams(params);
  for (const pictures of [1, 4, 16]) {
    const xt = gaussians(1, 'evaluation', 0, new Float32Array(pictures * 784));
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + FORWARD_PASSES; i++) {
      const began = performance.now();
      await frozen.predict(xt, 500, null);
      if (i >= WARM_UP) times.push(performance.now() - began);
    }
    console.log(`forward pass of ${pictures}: median ${median(times).toFixed(1)} ms of ${FORWARD_PASSES}`);
  }
}

await main();
