/** A network's forward pass with the ops of some other library: what one would write by hand, read off the graph. */
import type { Graph, GraphNode } from '../../src/nn/graph.ts';
import type { OpAttrs, OpKind } from '../../src/nn/ops/opAttrs.ts';

/** The kinds that the benchmark's networks have, beside `input` and `param`. */
const KINDS = [
  'timeEmbedding',
  'linear',
  'silu',
  'conv2d',
  'groupNorm',
  'addChannels',
  'add',
  'concat',
  'upsample',
] as const satisfies readonly OpKind[];
type Kind = (typeof KINDS)[number];

export type ForwardOps<A> = {
  readonly [K in Kind]: (inputs: readonly A[], attrs: OpAttrs[K]) => A;
};

/**
 * @param share called on a value for each reader but its last, for libraries that count references.
 * @returns the network's output.
 */
export function forward<A>(
  network: Graph,
  ops: ForwardOps<A>,
  feeds: Readonly<Record<string, A>>,
  weights: Readonly<Record<string, A>>,
  share: (value: A) => A = value => value,
): A {
  const readers = new Map<number, number>();
  const read = (id: number) => readers.set(id, (readers.get(id) ?? 0) + 1);
  for (const { inputs } of network.nodes) inputs.forEach(read);
  const out = network.outputs.out!;
  read(out);
  const values = new Map<number, A>();
  const take = (id: number): A => {
    const left = readers.get(id)! - 1;
    readers.set(id, left);
    const value = values.get(id)!;
    return left > 0 ? share(value) : value;
  };
  for (const node of network.nodes) {
    const value = evaluate(node);
    if (value !== null) values.set(node.outputs[0]!, value);
  }
  return take(out);

  function evaluate(node: GraphNode): A | null {
    if (node.kind === 'input') return feeds[(node as GraphNode<'input'>).attrs.name] ?? null;
    if (node.kind === 'param') return weights[(node as GraphNode<'param'>).attrs.name]!;
    if (!isKnown(node)) throw new Error(`The benchmark's rivals have no '${node.kind}'`);
    return apply(node);
  }

  function apply<K extends Kind>(node: GraphNode<K>): A {
    const op: (inputs: readonly A[], attrs: OpAttrs[K]) => A = ops[node.kind];
    return op(node.inputs.map(take), node.attrs);
  }
}

const isKnown = (node: GraphNode): node is GraphNode<Kind> =>
  (KINDS as readonly OpKind[]).includes(node.kind);
