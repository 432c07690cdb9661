/** Groups a UNet's graph into its usual blocks, by the names of its parameters. */
import { nodeFlops } from '../cost.ts';
import type { Graph, GraphNode, ValueId } from '../graph.ts';

const STAGES = ['embedding', 'in', 'down', 'middle', 'up', 'out'] as const;
export type Stage = (typeof STAGES)[number];

export interface Block {
  /** The common prefix of its parameters' names, e.g. `down_blocks.0.resnets.0`. */
  readonly name: string;
  readonly stage: Stage;
  readonly nodes: readonly GraphNode[];
  /** Its output. */
  readonly output: ValueId;
  /** [H, W, C], or [C] for the embedding. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** For one image. */
  readonly flops: number;
  /** The block on the way down whose output joins here, or null. */
  readonly skipFrom: string | null;
}

const WITHIN = /^(?:down_blocks\.\d+|mid_block|up_blocks\.\d+)\.[a-z]+\.\d+/;
const STAGE_OF: readonly (readonly [RegExp, Stage])[] = [
  [/^time_embedding/, 'embedding'],
  [/^conv_in/, 'in'],
  [/^down_blocks/, 'down'],
  [/^mid_block/, 'middle'],
  [/^up_blocks/, 'up'],
  [/^conv_/, 'out'],
];
/** Op kinds that start a block although they have no weights. */
const OPENING: ReadonlySet<string> = new Set(['concat', 'upsample']);

/** The blocks in order of evaluation. Every parameter and every operation is in exactly one. */
export function outline(graph: Graph): Block[] {
  const names = blockNames(graph);
  const byName = new Map<string, GraphNode[]>();
  graph.nodes.forEach((node, index) => {
    const name = names[index];
    if (name) byName.set(name, [...(byName.get(name) ?? []), node]);
  });
  const maker = new Map<ValueId, string>();
  for (const [name, nodes] of byName)
    for (const { outputs } of nodes) for (const id of outputs) maker.set(id, name);
  const parameters = new Map<string, number>();
  for (const { name, size } of graph.params) {
    parameters.set(blockOf(name), (parameters.get(blockOf(name)) ?? 0) + size);
  }
  return [...byName].map(([name, nodes]) => {
    const output = nodes.at(-1)!.outputs[0]!;
    const join = nodes.find(({ kind }) => kind === 'concat');
    return {
      name,
      stage: STAGE_OF.find(([pattern]) => pattern.test(name))![1],
      nodes,
      output,
      shape: graph.values[output]!.shape,
      parameters: parameters.get(name) ?? 0,
      flops: nodes.reduce((sum, node) => sum + nodeFlops(graph, node), 0),
      skipFrom: join ? maker.get(join.inputs[1]!)! : null,
    };
  });
}

/** The block of a parameter. The label's embedding is added to the time's, and counted with it. */
function blockOf(parameter: string): string {
  const name = WITHIN.exec(parameter)?.[0] ?? parameter.split('.')[0]!;
  return name === 'class_embedding' ? 'time_embedding' : name;
}

/** Each node's block; null for the graph's inputs. */
function blockNames({ nodes }: Graph): (string | null)[] {
  const madeBy = new Map<ValueId, number>();
  const names = nodes.map((node, index): string | null => {
    for (const id of node.outputs) madeBy.set(id, index);
    return node.kind === 'param' ? blockOf((node as GraphNode<'param'>).attrs.name) : null;
  });
  nodes.forEach((node, index) => {
    if (names[index] || node.kind === 'input') return;
    const sources = node.inputs.map(id => madeBy.get(id)!);
    // Nodes with weights belong where the weights do, others to the block computed last.
    const weights = sources.find(source => nodes[source]!.kind === 'param');
    const latest = Math.max(...sources);
    if (weights !== undefined) names[index] = names[weights]!;
    else if (!OPENING.has(node.kind)) names[index] = names[latest] ?? null;
  });
  // The rest start a block: the one that reads them first.
  for (let index = nodes.length - 1; index >= 0; index--) {
    const { kind, outputs } = nodes[index]!;
    if (names[index] || kind === 'input') continue;
    const reader = nodes.findIndex(({ inputs }) => outputs.some(id => inputs.includes(id)));
    names[index] = names[reader] ?? null;
  }
  return names;
}
