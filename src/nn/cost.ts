import type { Graph, GraphNode } from './graph.ts';
import type { OpKind } from './ops/opAttrs.ts';
import type { OpRule } from './ops/opRule.ts';
import { OPS } from './ops/registry.ts';

/** Floating-point operations of the graph for one image; a multiply-add counts two. */
export function flopsPerImage(graph: Graph): number {
  return graph.nodes.reduce((sum, node) => sum + nodeFlops(graph, node), 0);
}

export function nodeFlops<K extends OpKind>(graph: Graph, node: GraphNode<K>): number {
  const rule: OpRule<K> = OPS[node.kind];
  const values = (ids: readonly number[]) => ids.map(id => graph.values[id]!);
  return rule.flops(values(node.inputs), values(node.outputs), node.attrs);
}
