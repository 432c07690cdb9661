/** Checks one UNet against PyTorch's numbers on whichever tfjs backend is set. Reads no files: it runs in a browser too. */
import * as tf from '@tensorflow/tfjs';
import { adamStepScales } from '../../src/nn/adamSchedule.ts';
import type { Graph, Param } from '../../src/nn/graph.ts';
import { readSafetensors } from '../../src/nn/safetensors.ts';
import { gradientGraph, trainingGraph } from '../../src/nn/trainingGraph.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { importWeights } from '../../src/nn/weightsFile.ts';
import { interpret } from '../../src/runtime/tfjs/interpreter.ts';
import { type Files, fileOf, jsonOf } from './page/carriedFiles.ts';
import { maxRelativeError, nhwcTensor } from './tensors.ts';

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
export const UNET_TOLERANCE = {
  parameters: 0,
  forward: 1e-4,
  loss: 1e-4,
  gradient: 1e-3,
  adam: 1e-3,
} as const;

/** @param files `json`, `weights`, `io` and `grads`. */
export async function checkUNet(files: Files): Promise<Finding[]> {
  const json = jsonOf(files, 'json') as UNetReference;
  const tensors = readSafetensors(fileOf(files, 'io')).tensors;
  const take = (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`the -io file has no '${name}'`);
    return tensor;
  };
  // The batch says how large the images are; a config may leave it open.
  const [, , height, width] = take('x').shape;
  const config = { ...(json.config as object), sample_size: [height, width] };
  const network = buildUNet(parseUNetConfig(config));
  const flat = importWeights(network, fileOf(files, 'weights'));
  const labels = tensors.get('class_labels');
  const batch = {
    x: nhwcTensor(take('x')),
    target: nhwcTensor(take('eps')),
    t: tf.tensor1d(take('t').data),
    ...(labels ? { classLabels: tf.tensor1d(labels.data) } : {}),
  };
  const params = tf.tensor1d(flat);
  const result = interpret(gradientGraph(network))({ ...batch, params });

  const findings: Finding[] = [
    {
      name: 'parameters',
      error: Math.abs(network.paramCount - json.parameters),
      tolerance: UNET_TOLERANCE.parameters,
    },
  ];
  const expectedOut = nhwcTensor(take('out'));
  findings.push({
    name: 'forward',
    error: maxRelativeError(await result.out!.data(), await expectedOut.data()),
    tolerance: UNET_TOLERANCE.forward,
  });
  const loss = (await result.loss!.data())[0]!;
  findings.push({ name: 'loss', error: Math.abs(loss / json.loss - 1), tolerance: UNET_TOLERANCE.loss });
  const gradient = (await result.gradient!.data()) as Float32Array;
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
  if (json.adam) findings.push(await adamFinding(network, batch, flat, json.adam));
  tf.dispose([batch, params, expectedOut, result]);
  return findings;
}

function paramNamed(network: Graph, name: string): Param {
  const param = network.params.find(p => p.name === name);
  if (!param) throw new Error(`the network has no '${name}'`);
  return param;
}

/** The losses of Adam's steps on the one batch; the last of them is taken after the last step. */
async function adamFinding(
  network: Graph,
  batch: Record<string, tf.Tensor>,
  flat: Float32Array,
  { lr, losses }: { readonly lr: number; readonly losses: readonly number[] },
): Promise<Finding> {
  const step = interpret(trainingGraph(network));
  const zeros = new Float32Array(flat.length);
  let state: Record<string, tf.Tensor> = {
    params: tf.tensor1d(flat),
    adamM: tf.tensor1d(zeros),
    adamV: tf.tensor1d(zeros),
    ema: tf.tensor1d(flat),
  };
  let error = 0;
  for (const [i, expected] of losses.entries()) {
    const { stepSize, vScale } = adamStepScales(i + 1, lr);
    const scalars = { stepSize: tf.scalar(stepSize), vScale: tf.scalar(vScale), emaDecay: tf.scalar(0) };
    const { loss, lossByImage, ...next } = step({ ...batch, ...state, ...scalars });
    error = Math.max(error, Math.abs((await loss!.data())[0]! / expected - 1));
    tf.dispose([loss!, lossByImage!, state, scalars]);
    state = next as typeof state;
  }
  tf.dispose(state);
  return { name: `${losses.length} Adam losses`, error, tolerance: UNET_TOLERANCE.adam };
}
