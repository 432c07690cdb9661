/** Builds the graphs of a network's loss, its gradient and a whole training step. */

import { differentiate } from './differentiate.ts';
import type { Graph, ValueId } from './graph.ts';
import { GraphBuilder, PARAMS_INPUT } from './graphBuilder.ts';

/** PyTorch's defaults, and those of Ho et al. 2020. */
export const ADAM = { beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const;

/** The network and its mean squared error against the input `target`. Outputs: `loss`, `lossByImage`, `out`. */
export function lossGraph(network: Graph): Graph {
  const { g, loss, lossByImage } = withLoss(network);
  return g.finish({ ...network.outputs, loss, lossByImage });
}

/** The loss and its gradient. Outputs: those of `lossGraph`, and `gradient` [P] in the parameters' order. */
export function gradientGraph(network: Graph): Graph {
  const { g, loss, lossByImage } = withLoss(network);
  const { gradient } = withGradient(g, network, { loss, lossByImage });
  return g.finish({ ...network.outputs, loss, lossByImage, gradient });
}

/**
 * One step of Algorithm 1 (Ho et al. 2020) with Adam and the running average.
 * Inputs beside the network's and `target`: `adamM`, `adamV`, `ema` [P]; `stepSize`, `vScale`, `emaDecay` [].
 * Outputs: `loss`, `lossByImage`, and the next `params`, `adamM`, `adamV`, `ema`.
 */
export function trainingGraph(network: Graph): Graph {
  const { g, loss, lossByImage } = withLoss(network);
  const { gradient } = withGradient(g, network, { loss, lossByImage });
  return g.finish({ loss, lossByImage, ...withOptimiser(g, network, gradient) });
}

/**
 * Only the last part of `trainingGraph`, for gradients computed elsewhere: the update from the flat `gradient` [P].
 * Outputs: the next `params`, `adamM`, `adamV`, `ema`.
 */
export function optimiserGraph(network: Graph): Graph {
  const g = new GraphBuilder();
  for (const { name, shape, layout, init } of network.params) g.param(name, shape, layout, init);
  return g.finish(withOptimiser(g, network, g.input('gradient', [network.paramCount], false)));
}

function withOptimiser(g: GraphBuilder, { paramCount }: Graph, gradient: ValueId): Record<string, ValueId> {
  const flat = (name: string) => g.input(name, [paramCount], false);
  const scalar = (name: string) => g.input(name, [], false);
  const adamInputs = [
    flat(PARAMS_INPUT),
    gradient,
    flat('adamM'),
    flat('adamV'),
    scalar('stepSize'),
    scalar('vScale'),
  ];
  const [params, adamM, adamV] = g.emit('adam', adamInputs, ADAM) as [ValueId, ValueId, ValueId];
  const ema = g.one('ema', [flat('ema'), params, scalar('emaDecay')], {});
  return { params, adamM, adamV, ema };
}

function withLoss(network: Graph): { g: GraphBuilder; loss: ValueId; lossByImage: ValueId } {
  const g = GraphBuilder.from(network);
  const out = network.outputs.out!;
  const target = g.input('target', g.value(out).shape, true);
  const [loss, lossByImage] = g.emit('mse', [out, target], {}) as [ValueId, ValueId];
  return { g, loss, lossByImage };
}

function withGradient(
  g: GraphBuilder,
  network: Graph,
  outputs: Record<string, ValueId>,
): { gradient: ValueId } {
  const byParam = differentiate(g, g.finish(outputs).nodes);
  const inOrder = network.params.map(({ name }) => {
    const gradient = byParam.get(name);
    if (gradient === undefined) throw new Error(`differentiate: '${name}' does not reach the loss`);
    return gradient;
  });
  return { gradient: g.one('flatten', inOrder, {}) };
}
