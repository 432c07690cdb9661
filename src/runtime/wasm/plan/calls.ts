/** The kernels of kernels/index.ts and the words of a call, before memory is placed. */
import type { GraphNode } from '../../../nn/graph.ts';
import type { Region } from '../../plan/region.ts';

/** In the order of kernels/index.ts. */
const KERNELS = [
  'add',
  'copyRows',
  'copyNumbers',
  'silu',
  'siluGrad',
  'affine',
  'addPerImage',
  'sumSpatial',
  'modulate',
  'modulateGrad',
  'upsample',
  'upsampleGrad',
  'groupNorm',
  'groupNormGrad',
  'attention',
  'attentionGrad',
  'matrixProduct',
  'transposedProduct',
  'sumRows',
  'packWeights',
  'packTransposed',
  'patchConvolution',
  'patchFilterGrad',
  'patchInputGrad',
  'winograd',
  'winogradFilterGrad',
  'packWinograd',
  'packWinogradTransposed',
  'timeEmbedding',
  'embedding',
  'embeddingGrad',
  'mse',
  'mseGrad',
  'adam',
  'average',
] as const;
export type KernelName = (typeof KERNELS)[number];

/** A whole number, a float, or an address that is known once memory is placed. */
export type Arg = number | { readonly float: number } | Address;

export interface Address {
  readonly region: Region;
  /** Bytes from its start. */
  readonly offset: number;
}

export interface Call {
  readonly kernel: KernelName;
  readonly args: readonly Arg[];
  /** All that it reads and writes. */
  readonly regions: readonly Region[];
  /** The node for which it is made. */
  readonly node: GraphNode | null;
}

export function makeCall(kernel: KernelName, args: readonly Arg[], node: GraphNode | null): Call {
  const regions = args.flatMap(arg => (typeof arg === 'object' && 'region' in arg ? [arg.region] : []));
  return { kernel, args, regions: [...new Set(regions)], node };
}

/** The words of calls as `replay` reads them. */
export function encodeCalls(
  calls: readonly Call[],
  locate: (region: Region) => number,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(wordCount(calls));
  const floats = new Float32Array(words.buffer);
  let at = 0;
  for (const { kernel, args } of calls) {
    words[at++] = KERNELS.indexOf(kernel);
    words[at++] = args.length;
    for (const arg of args) {
      if (typeof arg === 'number') words[at] = arg;
      else if ('float' in arg) floats[at] = arg.float;
      else words[at] = locate(arg.region) + arg.offset;
      at++;
    }
  }
  return words;
}

export const wordCount = (calls: readonly Call[]): number =>
  calls.reduce((sum, { args }) => sum + 2 + args.length, 0);
