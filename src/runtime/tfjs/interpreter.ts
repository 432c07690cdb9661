/** Evaluates a graph node by node with tfjs ops, on the active tfjs backend. The reference runtime. */
import * as tf from '@tensorflow/tfjs';
import type { Graph, GraphNode, ValueId } from '../../nn/graph.ts';
import type { OpKind } from '../../nn/ops/opAttrs.ts';
import type { Measure } from '../networkRuntime.ts';
import type { Kernel } from './kernels/kernel.ts';
import { KERNELS } from './kernels/registry.ts';

export type Evaluate = (feeds: Readonly<Record<string, tf.Tensor>>) => Record<string, tf.Tensor>;

/**
 * Prepares `graph` for evaluation. The returned function takes a tensor for every input of the graph, batched ones with
 * the batch first, and returns the graph's outputs; the caller disposes them and the feeds. Every other tensor is freed
 * after its last use, so memory stays low.
 *
 * @param measure called with the time that each node took on this thread: all its work on wasm and cpu, encoding on WebGPU.
 * @throws if a feed is missing or has the wrong shape.
 */
export function interpret(graph: Graph, measure?: Measure): Evaluate {
  const lastUse = lastUses(graph);
  const kept = new Set(Object.values(graph.outputs));
  return feeds => {
    const values = new Map<ValueId, tf.Tensor>();
    const fed = new Set<tf.Tensor>();
    const free = (id: ValueId) => {
      const tensor = values.get(id);
      values.delete(id);
      if (tensor && !fed.has(tensor)) tensor.dispose();
    };
    try {
      graph.nodes.forEach((node, index) => {
        if (node.kind === 'input') {
          const tensor = feedOf(graph, node as GraphNode<'input'>, feeds);
          fed.add(tensor);
          values.set(node.outputs[0]!, tensor);
          return;
        }
        const inputs = node.inputs.map(id => values.get(id)!);
        const began = measure ? performance.now() : 0;
        const outputs = tf.tidy(() => runNode(graph, node as GraphNode<Computed>, inputs));
        measure?.(node, performance.now() - began);
        node.outputs.forEach((id, i) => {
          values.set(id, outputs[i]!);
        });
        for (const id of [...node.inputs, ...node.outputs]) {
          if ((lastUse.get(id) ?? -1) <= index && !kept.has(id)) free(id);
        }
      });
      return Object.fromEntries(Object.entries(graph.outputs).map(([name, id]) => [name, values.get(id)!]));
    } catch (error) {
      for (const id of [...values.keys()]) free(id);
      throw error;
    }
  };
}

type Computed = Exclude<OpKind, 'input'>;

function runNode<K extends Computed>(graph: Graph, node: GraphNode<K>, inputs: tf.Tensor[]): tf.Tensor[] {
  const kernel = KERNELS[node.kind] as Kernel<K>;
  return kernel(
    inputs,
    node.attrs,
    node.outputs.map(id => graph.values[id]!),
  );
}

/** The index of the last node that reads each value. */
function lastUses(graph: Graph): Map<ValueId, number> {
  const last = new Map<ValueId, number>();
  graph.nodes.forEach((node, index) => {
    for (const id of node.inputs) last.set(id, index);
  });
  return last;
}

function feedOf(
  graph: Graph,
  node: GraphNode<'input'>,
  feeds: Readonly<Record<string, tf.Tensor>>,
): tf.Tensor {
  const { name } = node.attrs;
  const tensor = feeds[name];
  if (!tensor) throw new Error(`The graph's input '${name}' was not fed`);
  const { shape, batched } = graph.values[node.outputs[0]!]!;
  const given = batched ? tensor.shape.slice(1) : tensor.shape;
  if (given.join() !== shape.join()) {
    throw new Error(`The graph's input '${name}' has shape [${shape}], but was fed [${given}]`);
  }
  return tensor;
}
