/** Compiles a graph to a plan for replay: chooses kernels, places memory, compiles pipelines, makes bind groups. */
import { nodeFlops } from '../../../nn/cost.ts';
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import { placeRegions, rootOf } from '../../plan/arena.ts';
import { type FusedNode, fuse } from '../../plan/fusion.ts';
import { BINDING_ALIGNMENT, type ParamPlacement, placeParams } from '../../plan/paramPlacement.ts';
import type { PlacedTensor, Region } from '../../plan/region.ts';
import type { GpuDevice } from '../gpuDevice.ts';
import { LOWERINGS } from '../kernels/registry.ts';
import type { ConvShape, Tiling } from '../kernels/tiles.ts';
import type { Dispatch } from './kernelWriter.ts';
import { type Lower, Lowering, type LoweringOptions } from './lowering.ts';
import type { Pipelines } from './pipelines.ts';
import { type Kernels, Plan, type ReadyDispatch } from './plan.ts';

/** Options shared by a runtime's plans. */
export interface Compiler extends Omit<LoweringOptions, 'batch'> {
  readonly gpu: GpuDevice;
  readonly pipelines: Pipelines;
  /** The fastest known tiles for these shapes, for plans in frequent use; null to keep the present ones. */
  readonly quickest: (shapes: readonly ConvShape[]) => Promise<Tiling | null>;
  readonly onProgress: (pipelines: number, of: number) => void;
}

export interface PlanOptions {
  readonly batch: number;
  /** Buffers that outlive the plan, by the names of the graph's inputs in them. */
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
  /** Dispatches that fill inputs before the graph runs; other inputs are fed by `Plan.feed`. */
  readonly drawInputs?: (inputs: (name: string) => PlacedTensor, stepBlock: Region) => Dispatch;
}

/** @throws if the adapter is too small, or refuses a kernel. */
export async function compilePlan(compiler: Compiler, graph: Graph, options: PlanOptions): Promise<Plan> {
  const { gpu } = compiler;
  const { device } = gpu;
  const placement = placeParams(graph);
  const first = layOut(compiler, graph, placement, options);
  const largest = device.limits.maxBufferSize;
  if (first.arenaBytes > largest) {
    throw new Error(
      `This network and batch need ${mebibytes(first.arenaBytes)} MiB on the GPU, which allows ${mebibytes(largest)}: choose a smaller batch.`,
    );
  }
  const buffer = (bytes: number, label: string) => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return device.createBuffer({ size: Math.max(bytes, 16), usage, label });
  };
  const memory: Memory = {
    arena: buffer(first.arenaBytes, 'arena'),
    constants: buffer(first.constantBytes, 'constants'),
  };
  for (const [{ place }, offset] of first.constants) {
    if (place.kind === 'constant') {
      device.queue.writeBuffer(memory.constants, offset, place.data as Uint32Array<ArrayBuffer>);
    }
  }
  const fixed = {
    graph,
    placement,
    batch: options.batch,
    buffers: [memory.arena, memory.constants],
    bytes: first.arenaBytes + first.constantBytes,
  };
  const compile = (tiling: Tiling): Promise<Kernels> => {
    const better = layOut({ ...compiler, tiling }, graph, placement, options);
    // A tile decides which invocation computes a number, not its place in memory.
    if (better.arenaBytes !== first.arenaBytes) throw new Error('Plan: tiles have moved memory');
    return compileKernels({ ...compiler, onProgress: () => {} }, better, memory, options);
  };
  const quickest = () => compiler.quickest(shapesOf(graph, placement, compiler, options));
  return new Plan(gpu, fixed, await compileKernels(compiler, first, memory, options), { quickest, compile });
}

/** The plan's own buffers. */
interface Memory {
  readonly arena: GPUBuffer;
  readonly constants: GPUBuffer;
}

/** Dispatches, with the place of each of their regions in memory. */
interface Layout {
  readonly dispatches: readonly Dispatch[];
  readonly inputs: ReadonlyMap<string, PlacedTensor>;
  readonly outputs: ReadonlyMap<string, PlacedTensor>;
  readonly arena: ReadonlyMap<Region, number>;
  readonly arenaBytes: number;
  readonly constants: ReadonlyMap<Region, number>;
  readonly constantBytes: number;
}

function layOut(compiler: Compiler, graph: Graph, placement: ParamPlacement, options: PlanOptions): Layout {
  const { maxStorageBuffersPerShaderStage } = compiler.gpu.device.limits;
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
  const constants = placeConstants(dispatches);
  return {
    dispatches,
    inputs,
    outputs,
    arena: arena.offsets,
    arenaBytes: arena.bytes,
    constants: constants.offsets,
    constantBytes: constants.bytes,
  };
}

async function compileKernels(
  { gpu, pipelines, onProgress }: Compiler,
  { dispatches, inputs, outputs, arena, constants }: Layout,
  memory: Memory,
  { buffers }: PlanOptions,
): Promise<Kernels> {
  const locate = (region: Region): { buffer: GPUBuffer; offset: number } => {
    const { place } = region;
    if (place.kind === 'external') {
      const buffer = buffers[place.buffer];
      if (!buffer) throw new Error(`Plan: there is no buffer '${place.buffer}'`);
      return { buffer, offset: place.offset };
    }
    if (place.kind === 'within') {
      const parent = locate(place.parent);
      return { buffer: parent.buffer, offset: parent.offset + place.offset };
    }
    if (place.kind === 'constant') return { buffer: memory.constants, offset: constants.get(region)! };
    return { buffer: memory.arena, offset: arena.get(region)! };
  };
  const compiled = await gpu.guard(pipelines.compile(dispatches, onProgress));
  const ready = dispatches.map((dispatch, i): ReadyDispatch => {
    const { pipeline, layout } = compiled[i]!;
    const entries = dispatch.regions.map((region, binding) => ({
      binding,
      resource: { ...locate(region), size: region.bytes },
    }));
    return { dispatch, pipeline, bindGroup: gpu.device.createBindGroup({ layout, entries }) };
  });
  return { ready, inputs, outputs, locate };
}

/** The convolutions of a graph, as its kernels ask for their tiles. */
function shapesOf(graph: Graph, placement: ParamPlacement, compiler: Compiler, options: PlanOptions) {
  const shapes: ConvShape[] = [];
  const tileOf = (shape: ConvShape) => {
    shapes.push(shape);
    return compiler.tiling.tileOf(shape);
  };
  const tiling = { ...compiler.tiling, tileOf };
  lower(graph, placement, { ...compiler, tiling }, options, true);
  return shapes;
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

function lower(
  graph: Graph,
  placement: ParamPlacement,
  { tiling }: Compiler,
  options: PlanOptions,
  fusing: boolean,
): Lowering {
  const plan = new Lowering(graph, placement, { tiling, batch: options.batch });
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
  // Outputs are read as contiguous tensors.
  for (const id of Object.values(graph.outputs)) {
    if (plan.has(id)) plan.set(id, plan.dense(plan.tensor(id)));
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
