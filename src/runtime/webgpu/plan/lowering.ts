/** Lowers a graph to dispatches; kernels use it to find and allocate tensors. */
import { elements, type Graph, type GraphNode, type Value, type ValueId } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import type { FusedNode } from '../../plan/fusion.ts';
import { BINDING_ALIGNMENT, type ParamPlacement, type Placed } from '../../plan/paramPlacement.ts';
import {
  denseParts,
  isDense,
  type PartialSums,
  type PlacedTensor,
  type Region,
  type Storage,
  soleRegion,
  vectors,
} from '../../plan/region.ts';
import { copyKernel } from '../kernels/copy.ts';
import { sumPartials } from '../kernels/sumPartials.ts';
import type { Tiling } from '../kernels/tiles.ts';
import type { Dispatch, KernelWriter } from './kernelWriter.ts';
import { STEP_BLOCK, STEP_BLOCK_BYTES, stepSlot } from './stepBlock.ts';

/** Most bytes of pending partial sums. */
const MOST_PARTIAL_SUMS = 8 * 2 ** 20;

export interface LoweringOptions {
  readonly batch: number;
  readonly tiling: Tiling;
}

/** One fused node to be lowered. */
export interface NodeLowering<K extends OpKind = OpKind> {
  readonly node: GraphNode<K>;
  readonly fused: FusedNode;
  readonly plan: Lowering;
  /** For the whole batch, by the graph's count. */
  readonly flops: number;
}

export type Lower<K extends OpKind> = (at: NodeLowering<K>) => void;

export class Lowering {
  readonly dispatches: Dispatch[] = [];
  readonly batch: number;
  private readonly tensors = new Map<ValueId, PlacedTensor>();
  private readonly sums = new Map<ValueId, PartialSums>();
  private readonly stepNumbers = new Map<ValueId, number>();
  private openSums: Region | null = null;
  private summed: { readonly placed: Placed; readonly sums: PartialSums }[] = [];
  private gradientTensor: PlacedTensor | null = null;
  /** The parameter, by the value that holds its gradient. */
  private readonly parameterOf = new Map<ValueId, Placed>();
  /** Written at each step; see `stepBlock.ts`. */
  readonly stepBlock: Region = {
    bytes: STEP_BLOCK_BYTES,
    storage: 'u32',
    place: { kind: 'external', buffer: STEP_BLOCK, offset: 0 },
  };

  constructor(
    readonly graph: Graph,
    readonly placement: ParamPlacement,
    readonly options: LoweringOptions,
  ) {
    this.batch = options.batch;
    for (const { kind, inputs } of graph.nodes) {
      if (kind !== 'flatten') continue;
      for (const [i, id] of inputs.entries()) this.parameterOf.set(id, placement.placed[i]!);
    }
  }

  /** The number of that name in the step block, from now on value `id`. */
  setStepNumber(id: ValueId, name: string): void {
    this.stepNumbers.set(id, stepSlot(name));
  }

  /** An expression for a number of the step block. */
  stepNumber(k: KernelWriter, id: ValueId): string {
    const slot = this.stepNumbers.get(id);
    if (slot === undefined) throw new Error(`Plan: value ${id} is no number of the step`);
    return `bitcast<f32>(${k.load(this.stepBlock, `${slot}u`)})`;
  }

  emit(dispatch: Dispatch): void {
    this.dispatches.push(dispatch);
  }

  value(id: ValueId): Value {
    return this.graph.values[id]!;
  }

  tensor(id: ValueId): PlacedTensor {
    const tensor = this.tensors.get(id);
    if (!tensor) throw new Error(`Plan: value ${id} is read before it is made`);
    return tensor;
  }

  set(id: ValueId, tensor: PlacedTensor): void {
    this.tensors.set(id, tensor);
  }

  /** Allocates memory in the arena. */
  region(count: number, storage: Storage): Region {
    const size = { vec4f: 16, f32: 4, u32: 4 }[storage];
    return { bytes: Math.max(16, count * size), storage, place: { kind: 'arena' } };
  }

  /** Allocates a contiguous tensor for a value. Images and vectors have channels; numbers are adjacent. */
  allocate(id: ValueId): PlacedTensor {
    const tensor = this.newTensor(this.value(id));
    this.set(id, tensor);
    return tensor;
  }

  newTensor({ shape, batched }: Value): PlacedTensor {
    const images = batched ? this.batch : 1;
    if (shape.length === 0) return denseTensor(this.region(images, 'f32'), shape, batched);
    const rows = (images * elements(shape)) / shape.at(-1)!;
    return denseTensor(this.region(rows * vectors(shape.at(-1)!), 'vec4f'), shape, batched);
  }

  /** The tensor itself, or a contiguous copy if it is a view. */
  dense(tensor: PlacedTensor): PlacedTensor {
    if (isDense(tensor)) return tensor;
    const copy = this.newTensor(tensor);
    this.emit(copyKernel(tensor, copy, this.batch));
    return copy;
  }

  /** Memory for partial sums, kept until they are added. */
  partials(count4: number): Region {
    this.openSums ??= { bytes: 0, storage: 'vec4f', place: { kind: 'arena' } };
    const parent = this.openSums;
    const offset = parent.bytes;
    parent.bytes += Math.ceil((count4 * 16) / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
    return { bytes: count4 * 16, storage: 'vec4f', place: { kind: 'within', parent, offset } };
  }

  hasPartialSums(id: ValueId): boolean {
    return this.sums.has(id);
  }

  has(id: ValueId): boolean {
    return this.tensors.has(id);
  }

  /** Marks value `id` as a parameter's gradient, once `sums` are added. */
  setPartialSums(id: ValueId, sums: PartialSums): void {
    const placed = this.parameterOf.get(id);
    if (!placed) throw new Error(`Plan: value ${id} is no gradient of a parameter`);
    this.sums.set(id, sums);
    this.summed.push({ placed, sums });
  }

  /** The flat vector of gradients. */
  gradient(): PlacedTensor {
    const { bytes } = this.placement;
    this.gradientTensor ??= denseTensor(
      { bytes, storage: 'vec4f', place: { kind: 'arena' } },
      [this.graph.paramCount],
      false,
    );
    return this.gradientTensor;
  }

  /** Whether the pending partial sums take enough memory to be worth a dispatch that frees it. */
  get manySums(): boolean {
    return (this.openSums?.bytes ?? 0) > MOST_PARTIAL_SUMS;
  }

  /** Adds the pending partial sums and frees their memory. */
  sumGradients(): void {
    if (!this.openSums) return;
    this.emit(sumPartials(this.summed, this.openSums, soleRegion(this.gradient())));
    this.openSums = null;
    this.summed = [];
  }
}

export function denseTensor(region: Region, shape: readonly number[], batched: boolean): PlacedTensor {
  return { shape, batched, upsampled: false, parts: denseParts(region, shape.at(-1) ?? 1) };
}
