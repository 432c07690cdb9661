/**
 * The perceptron against PyTorch (scripts/golden/mlp.py), on tfjs-wasm, on our kernels for the processor, by one thread and
 * by three, and on our WebGPU kernels. Tolerances: 1e-4 on the forward pass and the losses, 1e-3 on gradients and on the
 * weights after ten steps of Adam, relative to each tensor's largest magnitude.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maxRelativeError } from '../../scripts/conformance/tensors.ts';
import { startRuntime, startWasmRuntime } from '../../scripts/runtimes.ts';
import { buildMlp } from '../../src/nn/mlp/buildMlp.ts';
import type { MlpConfig } from '../../src/nn/mlp/mlpConfig.ts';
import { type NamedTensor, readSafetensors } from '../../src/nn/safetensors.ts';
import { gradientGraph } from '../../src/nn/trainingGraph.ts';
import { importTensors } from '../../src/nn/weightsFile.ts';
import { newState, type Runtime } from '../../src/runtime/networkRuntime.ts';
import { tfjsRuntime } from '../../src/runtime/tfjs/tfjsNetwork.ts';
import type { WasmRuntime } from '../../src/runtime/wasm/wasmRuntime.ts';
import { startWasm } from './wasmBackend.ts';

interface Golden {
  readonly config: MlpConfig;
  readonly learningRate: number;
  readonly loss: number;
  readonly losses: readonly number[];
}

const folder = join(import.meta.dirname, '../golden');
const golden = JSON.parse(readFileSync(join(folder, 'mlp.json'), 'utf8')) as Golden;
const { tensors } = readSafetensors(readFileSync(join(folder, 'mlp.safetensors')));
const take = (name: string): Float32Array => tensors.get(name)!.data;

const graph = buildMlp(golden.config);
/** The flat vector of the tensors whose names begin so. */
const flat = (prefix: string): Float32Array => {
  const own = [...tensors].filter(([name]) => name.startsWith(prefix));
  return importTensors(
    graph,
    new Map(own.map(([name, tensor]): [string, NamedTensor] => [name.slice(prefix.length), tensor])),
  );
};
const params = flat('weights.');
const size = take('t').length;

let own: WasmRuntime;
let crew: WasmRuntime;
let webgpu: Runtime;
beforeAll(async () => {
  await startWasm();
  own = await startWasmRuntime();
  crew = await startWasmRuntime({ workers: 3 });
  webgpu = await startRuntime('webgpu');
});
afterAll(() => {
  own.dispose();
  crew.dispose();
});
const RUNTIMES: Readonly<Record<string, () => Runtime>> = {
  tfjs: () => tfjsRuntime,
  'our kernels': () => own,
  'three threads': () => crew,
  WebGPU: () => webgpu,
};

it('has the parameters that PyTorch has, by name and shape', () => {
  expect(graph.params.map(({ name }) => `weights.${name}`).sort()).toEqual(
    [...tensors.keys()].filter(name => name.startsWith('weights.')).sort(),
  );
});

it.each(Object.keys(RUNTIMES))('answers and learns like PyTorch on %s', async name => {
  const runtime = RUNTIMES[name]!();
  const feeds = { x: take('x'), target: take('target'), t: take('t'), classLabels: take('labels'), params };
  const { out, loss, gradient } = await runtime.evaluate(gradientGraph(graph), size, feeds);
  expect(maxRelativeError(out!, take('out'))).toBeLessThan(1e-4);
  expect(Math.abs(loss![0]! / golden.loss - 1)).toBeLessThan(1e-4);
  const expected = flat('gradients.');
  for (const param of graph.params) {
    const part = (of: Float32Array) => of.subarray(param.offset, param.offset + param.size);
    expect(maxRelativeError(part(gradient!), part(expected)), param.name).toBeLessThan(1e-3);
  }

  const network = runtime.open(graph, newState(params));
  const batch = {
    size,
    xt: take('x'),
    target: take('target'),
    modelTime: take('t'),
    classLabels: take('labels'),
  };
  const settings = { learningRate: golden.learningRate, emaDecay: 0, emaWarmup: true };
  for (const one of golden.losses) {
    const step = await network.train({ size, source: null, draw: () => batch }, settings);
    expect(Math.abs(step.loss / one - 1)).toBeLessThan(1e-4);
  }
  const after = flat('after.');
  const state = await network.readState();
  for (const param of graph.params) {
    const part = (of: Float32Array) => of.subarray(param.offset, param.offset + param.size);
    expect(maxRelativeError(part(state.params), part(after)), param.name).toBeLessThan(1e-3);
  }

  // A prediction of many points at once is that of each.
  const many = 300;
  const repeat = (of: Float32Array, each: number) =>
    Float32Array.from({ length: many * each }, (_, i) => of[i % (size * each)]!);
  const frozen = network.freezeParams(params);
  const answers = await frozen.predict(repeat(take('x'), 2), repeat(take('t'), 1), repeat(take('labels'), 1));
  expect(maxRelativeError(answers, repeat(take('out'), 2))).toBeLessThan(1e-4);
  frozen.dispose();
  network.dispose();
});
