import { gaussians, uniforms } from '../math/random.ts';
import type { Graph, Param } from './graph.ts';

/** Initial weights [P] from the run's seed, distributed like PyTorch's defaults. Each parameter is drawn separately. */
export function initParams(graph: Graph, seed: number): Float32Array {
  const flat = new Float32Array(graph.paramCount);
  graph.params.forEach((param, index) => {
    initParam(param, seed, index, flat.subarray(param.offset, param.offset + param.size));
  });
  return flat;
}

/** Sets the last convolution of every block and of the network to zero, as Ho et al. 2020 start theirs. */
export function zeroLastConvolutions(graph: Graph, flat: Float32Array): void {
  for (const { name, offset, size } of graph.params) {
    if (/(^|[.])(conv2|conv_out)[.]/.test(name)) flat.fill(0, offset, offset + size);
  }
}

function initParam({ init }: Param, seed: number, index: number, out: Float32Array): void {
  if (init.kind === 'constant') out.fill(init.value);
  else if (init.kind === 'normal') gaussians(seed, 'init', index, out);
  else {
    const bound = 1 / Math.sqrt(init.fanIn);
    uniforms(seed, 'init', index, out);
    for (let i = 0; i < out.length; i++) out[i] = (2 * out[i]! - 1) * bound;
  }
}
