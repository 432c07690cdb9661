/** A gradient is another graph: reverse-mode differentiation that only adds nodes. */
import type { GraphNode, ValueId } from './graph.ts';
import type { OpKind } from './ops/opAttrs.ts';
import type { Emitter, OpRule } from './ops/opRule.ts';
import { OPS } from './ops/registry.ts';

/**
 * Adds to `g` the gradient of the scalar of the `mse` node among `nodes`. Returns, by parameter name, the value that holds
 * d loss / d parameter.
 *
 * @throws if a parameter reaches the loss only through an op kind without a gradient rule.
 */
export function differentiate(g: Emitter, nodes: readonly GraphNode[]): Map<string, ValueId> {
  const needed = dependsOnParams(nodes);
  const gradients = new Map<ValueId, ValueId>();
  const byParam = new Map<string, ValueId>();
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some(id => needed.has(id))) continue;
    if (node.kind === 'param') {
      const gradient = gradients.get(node.outputs[0]!);
      if (gradient !== undefined) byParam.set((node as GraphNode<'param'>).attrs.name, gradient);
      continue;
    }
    const dOutputs = node.outputs.map(id => gradients.get(id) ?? null);
    // The walk starts at the loss, whose rule needs no incoming gradient.
    if (node.kind !== 'mse' && dOutputs.every(d => d === null)) continue;
    const dInputs = applyRule(g, node, dOutputs);
    node.inputs.forEach((id, i) => {
      const dInput = dInputs[i];
      if (dInput === null || dInput === undefined || !needed.has(id)) return;
      const sofar = gradients.get(id);
      gradients.set(id, sofar === undefined ? dInput : g.one('add', [sofar, dInput], {}));
    });
  }
  return byParam;
}

function applyRule<K extends OpKind>(
  g: Emitter,
  node: GraphNode<K>,
  dOutputs: readonly (ValueId | null)[],
): readonly (ValueId | null)[] {
  const rule: OpRule<K> = OPS[node.kind];
  if (!rule.gradient) throw new Error(`differentiate: the op kind '${node.kind}' has no gradient rule`);
  return rule.gradient(g, node, dOutputs);
}

/** The values that depend on a parameter; no others need a gradient. */
function dependsOnParams(nodes: readonly GraphNode[]): Set<ValueId> {
  const depends = new Set<ValueId>();
  for (const node of nodes) {
    if (node.kind === 'param' || node.inputs.some(id => depends.has(id))) {
      for (const id of node.outputs) depends.add(id);
    }
  }
  return depends;
}
