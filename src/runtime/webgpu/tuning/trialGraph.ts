/** Small graphs for timing single kernels. */
import type { Graph } from '../../../nn/graph.ts';
import { GraphBuilder } from '../../../nn/graphBuilder.ts';
import { groupNorm, samePadding } from '../../../nn/unet/layers.ts';
import type { ConvShape } from '../kernels/tiles.ts';

/** One convolution, or one of its gradients. */
export function trialGraph({ op, kernel, stride, height, width, fanIn, fanOut }: ConvShape): Graph {
  const g = new GraphBuilder();
  const attrs = { kernel, stride, padding: samePadding(kernel) };
  const init = { kind: 'constant', value: 0 } as const;
  const inputShape = [height, width, fanIn];
  const weight = g.param('weight', [kernel, kernel, fanIn, fanOut], 'conv', init);
  const bias = g.param('bias', [fanOut], 'plain', init);
  if (op === 'conv2d') {
    return g.finish({ out: g.one('conv2d', [g.input('x', inputShape, true), weight, bias], attrs) });
  }
  const dOut = g.input('dOut', [height / stride, width / stride, fanOut], true);
  if (op === 'conv2dInputGrad') {
    return g.finish({ out: g.one('conv2dInputGrad', [dOut, weight], { ...attrs, inputShape }) });
  }
  const x = g.input('x', inputShape, true);
  const dWeight = g.one('conv2dFilterGrad', [x, dOut], attrs);
  const dBias = g.one('sumToChannels', [dOut], {});
  return g.finish({ gradient: g.one('flatten', [dWeight, dBias], {}) });
}

/** A normalisation at an image size as networks have it, the most expensive of the sums. */
export function summingGraph(): { graph: Graph; batch: number } {
  const g = new GraphBuilder();
  const x = g.input('x', [32, 32, 16], true);
  const out = groupNorm(g, 'norm', x, { groups: 8, eps: 1e-5, silu: true });
  return { graph: g.finish({ out }), batch: 16 };
}
