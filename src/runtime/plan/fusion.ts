/**
 * Fuses additions into the kernels before them. An `add` or `addChannels` after a convolution or a normalisation's
 * gradient is done by that kernel before it writes, if the kernel's own result has no other reader.
 */
import type { Graph, GraphNode, ValueId } from '../../nn/graph.ts';
import type { OpKind } from '../../nn/ops/opAttrs.ts';

export interface FusedNode {
  readonly node: GraphNode;
  /** The graph's node, or the last addition fused into it. */
  readonly flopsOf: readonly GraphNode[];
  /** Added to the first output, elementwise. */
  readonly residuals: readonly ValueId[];
  /** Added to every pixel of the first output: [B, C]. */
  readonly perImage: ValueId | null;
  /** The value that the first output now holds. */
  readonly result: ValueId;
}

/** Kernels that can add tensors to their first output. */
const ADDS: ReadonlySet<OpKind> = new Set([
  'conv2d',
  'conv2dInputGrad',
  'groupNormGrad',
  'linear',
  'linearInputGrad',
]);
/** Kernels that can also add one vector per image. */
const ADDS_PER_IMAGE: ReadonlySet<OpKind> = new Set(['conv2d']);

/** The graph's nodes in topological order, with additions fused. */
export function fuse(graph: Graph, enabled: boolean): readonly FusedNode[] {
  const uses = countUses(graph);
  const slots: (FusedNode | null)[] = graph.nodes.map(node => ({
    node,
    flopsOf: [node],
    residuals: [],
    perImage: null,
    result: node.outputs[0]!,
  }));
  if (!enabled) return slots as FusedNode[];
  /** The slot that computes each value. */
  const madeBy = new Map<ValueId, number>();
  graph.nodes.forEach((node, index) => {
    const into = absorber(node);
    if (into) {
      const { slot, other } = into;
      const host = slots[slot]!;
      slots[slot] = null;
      slots[index] = {
        ...host,
        flopsOf: [...host.flopsOf, node],
        residuals: node.kind === 'add' ? [...host.residuals, other] : host.residuals,
        perImage: node.kind === 'add' ? host.perImage : other,
        result: node.outputs[0]!,
      };
      // The host kernel's other outputs are now computed here, too.
      for (const id of host.node.outputs) madeBy.set(id, index);
    }
    for (const id of node.outputs) madeBy.set(id, index);
  });
  return slots.filter(slot => slot !== null);

  /** The kernel that an addition can be fused into, and the operand to add. */
  function absorber(node: GraphNode): { slot: number; other: ValueId } | null {
    if (node.kind !== 'add' && node.kind !== 'addChannels') return null;
    const [a, b] = node.inputs as [ValueId, ValueId];
    const candidates = node.kind === 'add' && a !== b ? [a, b] : [a];
    const able = candidates
      .map(value => ({ value, slot: madeBy.get(value), other: value === a ? b : a }))
      .filter(({ value, slot }) => {
        const host = slot === undefined ? null : slots[slot];
        if (!host || host.result !== value || uses.get(value) !== 1) return false;
        if (node.kind === 'addChannels') return ADDS_PER_IMAGE.has(host.node.kind) && host.perImage === null;
        return ADDS.has(host.node.kind);
      })
      // The later one: by then its operand is ready, and nothing moves further than it must.
      .sort((p, q) => q.slot! - p.slot!);
    const [best] = able;
    return best ? { slot: best.slot!, other: best.other } : null;
  }
}

/** Number of readers of each value; being an output of the graph counts as one. */
function countUses(graph: Graph): Map<ValueId, number> {
  const uses = new Map<ValueId, number>();
  const use = (id: ValueId) => uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const node of graph.nodes) node.inputs.forEach(use);
  Object.values(graph.outputs).forEach(use);
  return uses;
}
