/** Writes a network's weights to a file that diffusers opens, and reads them back. */
import { FileRefused } from './fileRefused.ts';
import type { Graph } from './graph.ts';
import { fromTorch, torchShape, toTorch } from './paramLayout.ts';
import { type Dtype, type NamedTensor, readSafetensors, writeSafetensors } from './safetensors.ts';

/** The flat vector [P] as safetensors under diffusers' names and layouts. */
export function exportWeights(
  { params }: Graph,
  flat: Float32Array,
  metadata: Readonly<Record<string, string>> = {},
  dtype: Dtype = 'F32',
): Uint8Array {
  const tensors = new Map<string, NamedTensor>();
  for (const param of params) {
    const ours = flat.subarray(param.offset, param.offset + param.size);
    tensors.set(param.name, { shape: torchShape(param), data: toTorch(param, ours) });
  }
  return writeSafetensors(tensors, { format: 'pt', ...metadata }, dtype);
}

/**
 * Reads weights, or gradients, of exactly this network.
 *
 * @throws FileRefused naming a parameter that is missing, unexpected, of another shape or not finite.
 */
export const importWeights = (graph: Graph, bytes: Uint8Array): Float32Array =>
  importTensors(graph, readSafetensors(bytes).tensors);

/** Like `importWeights`, from a parsed file. */
export function importTensors(
  { params, paramCount }: Graph,
  tensors: ReadonlyMap<string, NamedTensor>,
): Float32Array {
  const flat = new Float32Array(paramCount);
  for (const param of params) {
    const tensor = tensors.get(param.name);
    if (!tensor) throw new FileRefused(`The file has no '${param.name}', which this network needs`);
    if (tensor.shape.join() !== torchShape(param).join()) {
      throw new FileRefused(
        `'${param.name}' is [${tensor.shape}] in the file and [${torchShape(param)}] here`,
      );
    }
    if (!tensor.data.every(Number.isFinite))
      throw new FileRefused(`'${param.name}' holds a value that is not finite`);
    flat.set(fromTorch(param, tensor.data), param.offset);
  }
  const known = new Set(params.map(param => param.name));
  const extra = [...tensors.keys()].find(name => !known.has(name));
  if (extra) throw new FileRefused(`The file holds '${extra}', which this network does not have`);
  return flat;
}

/** Drops a learned variance: keeps the weights for the first half of the network's output. */
export function meanHalf(tensors: ReadonlyMap<string, NamedTensor>): ReadonlyMap<string, NamedTensor> {
  const last = [...tensors].filter(([name]) => name.startsWith('conv_out.'));
  const halves = last.map(([name, { shape, data }]): [string, NamedTensor] => [
    name,
    { shape: [shape[0]! / 2, ...shape.slice(1)], data: data.subarray(0, data.length / 2) },
  ]);
  return new Map([...tensors, ...halves]);
}
