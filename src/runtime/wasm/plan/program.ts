/** A graph as a list of kernel calls for a number of images, with its memory laid out. */
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import { placeRegions, rootOf } from '../../plan/arena.ts';
import { type FusedNode, fuse } from '../../plan/fusion.ts';
import { placeParams } from '../../plan/paramPlacement.ts';
import type { PlacedTensor, Region } from '../../plan/region.ts';
import { LOWERINGS } from '../lowerings/registry.ts';
import { type Call, wordCount } from './calls.ts';
import { type Lower, Lowering, type LoweringOptions } from './lowering.ts';

export interface Program {
  readonly images: number;
  readonly calls: readonly Call[];
  /** Once after the weights have changed; the same for any number of images. */
  readonly packing: readonly Call[];
  readonly inputs: ReadonlyMap<string, PlacedTensor>;
  readonly outputs: ReadonlyMap<string, PlacedTensor>;
  /** Bytes from the start of the arena. */
  readonly arena: ReadonlyMap<Region, number>;
  readonly arenaBytes: number;
  /** Bytes from the start of the list, behind whose calls the constants lie. */
  readonly constants: ReadonlyMap<Region, number>;
  readonly listBytes: number;
  readonly packedBytes: number;
  readonly zeroBytes: number;
}

export function compileProgram(graph: Graph, options: LoweringOptions): Program {
  const plan = new Lowering(graph, placeParams(graph), options);
  for (const fused of fuse(graph, true)) lowerNode(plan, fused);
  // Outputs are read pixel by pixel.
  for (const id of Object.values(graph.outputs)) plan.plain(id);
  const tensorsOf = (ids: Readonly<Record<string, number>>) =>
    new Map(Object.entries(ids).flatMap(([name, id]) => (plan.has(id) ? [[name, plan.tensor(id)]] : [])));
  const [inputs, outputs] = [tensorsOf(graph.inputs), tensorsOf(graph.outputs)];
  const kept = [...inputs.values(), ...outputs.values()].flatMap(({ parts }) =>
    parts.map(({ region }) => region),
  );
  const arena = placeRegions(plan.calls, kept);
  const constants = new Map<Region, number>();
  let listBytes = wordCount(plan.calls) * 4;
  for (const region of plan.calls.flatMap(({ regions }) => regions).map(rootOf)) {
    if (region.place.kind !== 'constant' || constants.has(region)) continue;
    constants.set(region, listBytes);
    listBytes += region.bytes;
  }
  const { calls, packing, images, packedBytes, zeroBytes } = plan;
  return {
    images,
    calls,
    packing,
    inputs,
    outputs,
    arena: arena.offsets,
    arenaBytes: arena.bytes,
    constants,
    listBytes,
    packedBytes,
    zeroBytes,
  };
}

function lowerNode<K extends OpKind>(plan: Lowering, fused: FusedNode): void {
  const node = fused.node as GraphNode<K>;
  plan.begin(node);
  (LOWERINGS[node.kind] as Lower<K>)({ node, fused, plan });
}
