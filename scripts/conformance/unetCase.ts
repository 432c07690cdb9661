/** Checks one UNet against PyTorch's numbers on any runtime. Reads no files: it runs in a browser too. */
import type { Graph, Param } from '../../src/nn/graph.ts';
import { readSafetensors } from '../../src/nn/safetensors.ts';
import { gradientGraph } from '../../src/nn/trainingGraph.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { newState, type Runtime, type TrainBatch } from '../../src/runtime/networkRuntime.ts';
import { type Files, fileOf, jsonOf } from './page/carriedFiles.ts';
import { maxRelativeError, nhwc } from './tensors.ts';

/** The reference's JSON, as far as it is read here. */
interface UNetReference {
  readonly config: unknown;
  readonly parameters: number;
  readonly loss: number;
  readonly adam?: { readonly lr: number; readonly losses: readonly number[] };
}

export interface Finding {
  readonly name: string;
  readonly error: number;
  readonly tolerance: number;
}

/** Float32 against float32: 1e-4 on a forward pass and 1e-3 on a gradient, of the tensor's largest magnitude. */
const UNET_TOLERANCE = {
  parameters: 0,
  forward: 1e-4,
  loss: 1e-4,
  gradient: 1e-3,
  adam: 1e-3,
} as const;

/**
 * @param files `json`, `weights`, `io` and `grads`.
 * @param options `adam: false` leaves out the steps of Adam, which take longer than everything else.
 */
export async function checkUNet(files: Files, runtime: Runtime, { adam = true } = {}): Promise<Finding[]> {
  const json = jsonOf(files, 'json') as UNetReference;
  const tensors = readSafetensors(fileOf(files, 'io')).tensors;
  const take = (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`the -io file has no '${name}'`);
    return tensor;
  };
  // The batch says how large the images are; a config may leave it open.
  const [size, , height, width] = take('x').shape as [number, number, number, number];
  const config = { ...(json.config as object), sample_size: [height, width] };
  const network = buildUNet(parseUNetConfig(config));
  const flat = importWeights(network, fileOf(files, 'weights'));
  const labels = tensors.get('class_labels');
  const feeds = {
    x: nhwc(take('x')),
    target: nhwc(take('eps')),
    t: take('t').data,
    ...(labels ? { classLabels: labels.data } : {}),
    params: flat,
  };
  const result = await runtime.evaluate(gradientGraph(network), size, feeds);

  const findings: Finding[] = [
    {
      name: 'parameters',
      error: Math.abs(network.paramCount - json.parameters),
      tolerance: UNET_TOLERANCE.parameters,
    },
  ];
  findings.push({
    name: 'forward',
    error: maxRelativeError(result.out!, nhwc(take('out'))),
    tolerance: UNET_TOLERANCE.forward,
  });
  const loss = result.loss![0]!;
  findings.push({ name: 'loss', error: Math.abs(loss / json.loss - 1), tolerance: UNET_TOLERANCE.loss });
  const gradient = result.gradient!;
  const expectedGradient = importWeights(network, fileOf(files, 'grads'));
  for (const param of network.params) {
    const part = (of: Float32Array, { offset, size } = param) => of.subarray(offset, offset + size);
    // Adding the same vector to every key changes no softmax, so this gradient is zero in exact arithmetic and
    // rounding noise in any other: it is judged by the scale of the gradient of the weight beside it.
    const isKeyBias = param.name.endsWith('to_k.bias');
    const scaleOf = isKeyBias ? paramNamed(network, param.name.replace('bias', 'weight')) : param;
    const error = maxRelativeError(part(gradient), part(expectedGradient), part(expectedGradient, scaleOf));
    findings.push({ name: `gradient ${param.name}`, error, tolerance: UNET_TOLERANCE.gradient });
  }
  if (adam && json.adam) {
    const { x: xt, target, t: modelTime } = feeds;
    const batch = { size, xt, target, modelTime, classLabels: labels?.data ?? null };
    findings.push(await adamFinding(runtime, network, batch, flat, json.adam));
  }
  return findings;
}

function paramNamed(network: Graph, name: string): Param {
  const param = network.params.find(p => p.name === name);
  if (!param) throw new Error(`the network has no '${name}'`);
  return param;
}

/** The losses of Adam's steps on the one batch; the last of them is taken after the last step. */
async function adamFinding(
  runtime: Runtime,
  graph: Graph,
  batch: TrainBatch,
  params: Float32Array,
  { lr, losses }: { readonly lr: number; readonly losses: readonly number[] },
): Promise<Finding> {
  const network = runtime.open(graph, newState(params));
  const settings = { learningRate: lr, emaDecay: 0, emaWarmup: true };
  let error = 0;
  try {
    for (const expected of losses) {
      const { loss } = await network.train({ size: batch.size, source: null, draw: () => batch }, settings);
      error = Math.max(error, Math.abs(loss / expected - 1));
    }
  } finally {
    network.dispose();
  }
  return { name: `${losses.length} Adam losses`, error, tolerance: UNET_TOLERANCE.adam };
}
