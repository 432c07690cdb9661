/** From a graph to a plan that can be replayed: kernels chosen, memory placed, pipelines compiled, bind groups made. */
import { nodeFlops } from '../../../nn/cost.ts';
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import type { GpuDevice } from '../gpuDevice.ts';
import { LOWERINGS } from '../kernels/registry.ts';
import type { ConvShape } from '../kernels/tiles.ts';
import { placeRegions, rootOf } from './arena.ts';
import { type FusedNode, fuse } from './fusion.ts';
import type { Dispatch } from './kernelWriter.ts';
import { type Lower, Lowering, type LoweringOptions } from './lowering.ts';
import { BINDING_ALIGNMENT, type ParamPlacement, placeParams } from './paramPlacement.ts';
import type { Pipelines } from './pipelines.ts';
import { Plan, type ReadyDispatch } from './plan.ts';
import type { GpuTensor, Region } from './region.ts';

/** What plans of one runtime share. */
export interface Compiler extends Omit<LoweringOptions, 'batch'> {
  readonly gpu: GpuDevice;
  readonly pipelines: Pipelines;
  /** Chooses tiles for shapes that are new. */
  readonly tune: (shapes: readonly ConvShape[]) => Promise<void>;
  readonly onProgress: (pipelines: number, of: number) => void;
}

export interface PlanOptions {
  readonly batch: number;
  /** Buffers that outlive the plan, by the names of the graph's inputs that lie in them. */
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
  /** Fills inputs by dispatches of its own, before the graph's; the others are fed by `Plan.feed`. */
  readonly drawInputs?: (inputs: (name: string) => GpuTensor, stepBlock: Region) => Dispatch;
}

/** @throws where the adapter is too small, or refuses a kernel. */
export async function compilePlan(compiler: Compiler, graph: Graph, options: PlanOptions): Promise<Plan> {
  const { gpu, pipelines } = compiler;
  const placement = placeParams(graph);
  const { maxStorageBuffersPerShaderStage } = gpu.device.limits;
  await compiler.tune(shapesOf(graph, placement, compiler, options));
  let lowering = lower(graph, placement, compiler, options, true);
  if (lowering.dispatches.some(({ regions }) => regions.length > maxStorageBuffersPerShaderStage)) {
    // Additions taken into other kernels need bindings there; by themselves they need few.
    lowering = lower(graph, placement, compiler, options, false);
  }
  const { dispatches } = lowering;
  const tensorsOf = (ids: Readonly<Record<string, number>>) =>
    new Map(
      Object.entries(ids)
        .filter(([, id]) => lowering.has(id))
        .map(([name, id]) => [name, lowering.tensor(id)]),
    );
  const inputs = tensorsOf(graph.inputs);
  const outputs = tensorsOf(graph.outputs);
  const fed = options.drawInputs ? [] : [...inputs.values()];
  const kept = [...fed, ...outputs.values()].flatMap(({ parts }) => parts.map(({ region }) => region));
  const arena = placeRegions(dispatches, kept);
  const largest = gpu.device.limits.maxBufferSize;
  if (arena.bytes > largest) {
    throw new Error(
      `This network and batch need ${mebibytes(arena.bytes)} MiB on the GPU, which allows ${mebibytes(largest)}: choose a smaller batch.`,
    );
  }

  const constants = placeConstants(dispatches);
  const { device } = gpu;
  const STORAGE = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const arenaBuffer = device.createBuffer({
    size: Math.max(arena.bytes, 16),
    usage: STORAGE,
    label: 'arena',
  });
  const constantBuffer = device.createBuffer({ size: Math.max(constants.bytes, 16), usage: STORAGE });
  for (const [region, offset] of constants.offsets) {
    if (region.place.kind === 'constant') {
      device.queue.writeBuffer(constantBuffer, offset, region.place.data as Uint32Array<ArrayBuffer>);
    }
  }

  const locate = (region: Region): { buffer: GPUBuffer; offset: number } => {
    const { place } = region;
    if (place.kind === 'external') {
      const buffer = options.buffers[place.buffer];
      if (!buffer) throw new Error(`Plan: there is no buffer '${place.buffer}'`);
      return { buffer, offset: place.offset };
    }
    if (place.kind === 'within') {
      const parent = locate(place.parent);
      return { buffer: parent.buffer, offset: parent.offset + place.offset };
    }
    if (place.kind === 'constant') return { buffer: constantBuffer, offset: constants.offsets.get(region)! };
    return { buffer: arenaBuffer, offset: arena.offsets.get(region)! };
  };
  const compiled = await gpu.guard(pipelines.compile(dispatches, compiler.onProgress));
  const ready = dispatches.map((dispatch, i): ReadyDispatch => {
    const { pipeline, layout } = compiled[i]!;
    const entries = dispatch.regions.map((region, binding) => ({
      binding,
      resource: { ...locate(region), size: region.bytes },
    }));
    return { dispatch, pipeline, bindGroup: device.createBindGroup({ layout, entries }) };
  });
  return new Plan(gpu, {
    graph,
    placement,
    batch: options.batch,
    ready,
    inputs,
    outputs,
    locate,
    buffers: [arenaBuffer, constantBuffer],
    bytes: arena.bytes + constants.bytes,
  });
}

/** The convolutions of a graph, as its kernels ask for their tiles. */
function shapesOf(graph: Graph, placement: ParamPlacement, compiler: Compiler, options: PlanOptions) {
  const shapes: ConvShape[] = [];
  const tileOf = (shape: ConvShape) => {
    shapes.push(shape);
    return compiler.tiling.tileOf(shape);
  };
  const { summing } = compiler.tiling;
  lower(graph, placement, { ...compiler, tiling: { tileOf, summing } }, options, true);
  return shapes;
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

function lower(
  graph: Graph,
  placement: ParamPlacement,
  { activations, tiling }: Compiler,
  options: PlanOptions,
  fusing: boolean,
): Lowering {
  const plan = new Lowering(graph, placement, { activations, tiling, batch: options.batch });
  const [sources, rest] = [true, false].map(wanted =>
    fuse(graph, fusing).filter(({ node }) => (node.kind === 'input') === wanted),
  ) as [FusedNode[], FusedNode[]];
  for (const fused of sources) lowerNode(plan, fused);
  if (options.drawInputs) {
    plan.emit(options.drawInputs(name => plan.tensor(graph.inputs[name]!), plan.stepBlock));
  }
  for (const fused of rest) {
    lowerNode(plan, fused);
    if (plan.manySums) plan.sumGradients();
  }
  // Whoever reads an output reads it in one piece, and in single precision.
  for (const id of Object.values(graph.outputs)) {
    if (plan.has(id)) plan.set(id, plan.readable(plan.tensor(id)));
  }
  return plan;
}

function lowerNode<K extends OpKind>(plan: Lowering, fused: FusedNode): void {
  const node = fused.node as GraphNode<K>;
  const flops = fused.flopsOf.reduce((sum, part) => {
    const batched = [...part.inputs, ...part.outputs].some(id => plan.value(id).batched);
    return sum + nodeFlops(plan.graph, part) * (batched ? plan.batch : 1);
  }, 0);
  (LOWERINGS[node.kind] as Lower<K>)({ node, fused, plan, flops });
}

function placeConstants(dispatches: readonly Dispatch[]): { bytes: number; offsets: Map<Region, number> } {
  const offsets = new Map<Region, number>();
  let bytes = 0;
  for (const region of dispatches.flatMap(({ regions }) => regions)) {
    const root = rootOf(region);
    if (root.place.kind !== 'constant' || offsets.has(root)) continue;
    offsets.set(root, bytes);
    bytes += Math.ceil(root.bytes / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
  }
  return { bytes, offsets };
}
