/** From a graph to the kernel calls that compute it: what each op kind asks for while it writes its calls. */
import type { Graph, GraphNode, Value, ValueId } from '../../../nn/graph.ts';
import type { OpKind } from '../../../nn/ops/opAttrs.ts';
import type { FusedNode } from '../../plan/fusion.ts';
import { BINDING_ALIGNMENT, type ParamPlacement, type Placed } from '../../plan/paramPlacement.ts';
import {
  channelsOf,
  denseParts,
  type PlacedTensor,
  type Region,
  rowsOf,
  vectors,
} from '../../plan/region.ts';
import { type Address, type Arg, type Call, type KernelName, makeCall } from './calls.ts';

/** Memory that outlives a program, by the names under which regions speak of it. */
export type Buffer =
  | 'zeros'
  | 'params'
  | 'gradient'
  | 'packed'
  | 'adamM'
  | 'adamV'
  | 'ema'
  | 'numbers'
  | `kept${number}`;

/** The graph's numbers of a step: their places in the buffer of that name. */
export const NUMBERS: readonly string[] = ['stepSize', 'vScale', 'emaDecay'];

export interface LoweringOptions {
  readonly images: number;
  /** Images over which the loss is a mean: more than `images` where these are one shard of a batch. */
  readonly lossImages: number;
}

export interface NodeLowering<K extends OpKind = OpKind> {
  readonly node: GraphNode<K>;
  readonly fused: FusedNode;
  readonly plan: Lowering;
}

export type Lower<K extends OpKind> = (at: NodeLowering<K>) => void;

/** A part of a concatenation, computed where it will stand. */
interface Home {
  readonly whole: ValueId;
  readonly offset4: number;
}

export class Lowering {
  readonly calls: Call[] = [];
  /** What is to be done once after the weights have changed. */
  readonly packing: Call[] = [];
  readonly images: number;
  packedBytes = 0;
  zeroBytes = 64;
  private readonly tensors = new Map<ValueId, PlacedTensor>();
  private readonly packed = new Map<string, Address>();
  private readonly wholes = new Map<ValueId, Region>();
  private readonly homes: ReadonlyMap<ValueId, Home>;
  /** The parameter, by the value that holds its gradient. */
  private readonly parameterOf = new Map<ValueId, Placed>();
  private node: GraphNode | null = null;

  constructor(
    readonly graph: Graph,
    readonly placement: ParamPlacement,
    readonly options: LoweringOptions,
  ) {
    this.images = options.images;
    this.homes = homesIn(graph);
    for (const { kind, inputs } of graph.nodes) {
      if (kind !== 'flatten') continue;
      for (const [i, id] of inputs.entries()) this.parameterOf.set(id, placement.placed[i]!);
    }
  }

  /** The node for which calls are emitted from now on. */
  begin(node: GraphNode): void {
    this.node = node;
  }

  emit(kernel: KernelName, ...args: readonly Arg[]): void {
    this.calls.push(makeCall(kernel, args, this.node));
  }

  value(id: ValueId): Value {
    return this.graph.values[id]!;
  }

  has(id: ValueId): boolean {
    return this.tensors.has(id);
  }

  tensor(id: ValueId): PlacedTensor {
    const tensor = this.tensors.get(id);
    if (!tensor) throw new Error(`Plan: value ${id} is read before it is made`);
    return tensor;
  }

  /** The same with every pixel in memory: not seen through an upsampling. */
  plain(id: ValueId): PlacedTensor {
    const tensor = this.tensor(id);
    if (!tensor.upsampled) return tensor;
    const out = this.newTensor(this.value(id));
    const [height, width] = tensor.shape as [number, number];
    this.emit(
      'upsample',
      ...this.at(tensor),
      ...this.at(out),
      height / 2,
      width / 2,
      fours(tensor),
      this.images,
    );
    this.tensors.set(id, out);
    return out;
  }

  set(id: ValueId, tensor: PlacedTensor): void {
    this.tensors.set(id, tensor);
  }

  /** New memory in the arena. */
  region(bytes: number): Region {
    return { bytes: Math.max(16, bytes), storage: 'vec4f', place: { kind: 'arena' } };
  }

  /** Memory for one call. */
  scratch(bytes: number): Address {
    return { region: this.region(bytes), offset: 0 };
  }

  /** Memory for a value: in the flat gradient, in the concatenation that it becomes a part of, or its own. */
  allocate(id: ValueId): PlacedTensor {
    const tensor = this.homeOf(id) ?? this.newTensor(this.value(id));
    this.set(id, tensor);
    return tensor;
  }

  private homeOf(id: ValueId): PlacedTensor | null {
    const value = this.value(id);
    const placed = this.parameterOf.get(id);
    if (placed) return { ...value, upsampled: false, parts: this.placedParts('gradient', placed) };
    const home = this.homes.get(id);
    if (!home) return null;
    const whole = this.value(home.whole);
    const channels = value.shape.at(-1)!;
    const part = { channels, stride4: vectors(whole.shape.at(-1)!), offset4: home.offset4 };
    return { ...value, upsampled: false, parts: [{ region: this.wholeRegion(home.whole), ...part }] };
  }

  /** The memory of a concatenation, made at the first mention. */
  wholeRegion(id: ValueId): Region {
    const known = this.wholes.get(id) ?? this.newTensor(this.value(id)).parts[0]!.region;
    this.wholes.set(id, known);
    return known;
  }

  newTensor(value: Value): PlacedTensor {
    const { shape, batched } = value;
    const images = batched ? this.images : 1;
    const rows = shape.length === 0 ? Math.ceil(images / 4) : images * rowsOf(value);
    const region = this.region(rows * vectors(shape.at(-1) ?? 1) * 16);
    return { shape, batched, upsampled: false, parts: denseParts(region, shape.at(-1) ?? 1) };
  }

  external(buffer: Buffer, bytes: number, offset = 0): Region {
    return { bytes, storage: 'vec4f', place: { kind: 'external', buffer, offset } };
  }

  /** A parameter, or its gradient, in a flat vector. */
  placedParts(buffer: Buffer, { param, offset, size4 }: Placed) {
    return denseParts(this.external(buffer, size4 * 16, offset), param.shape.at(-1)!);
  }

  /** Where a tensor begins, and the bytes from pixel to pixel or row to row. */
  at({ parts }: PlacedTensor): [Address, number] {
    const [part] = parts;
    return [{ region: part!.region, offset: part!.offset4 * 16 }, part!.stride4 * 16];
  }

  start(tensor: PlacedTensor): Address {
    return this.at(tensor)[0];
  }

  /** At least `bytes` of zeros. */
  zeros(bytes: number): Address {
    this.zeroBytes = Math.max(this.zeroBytes, bytes);
    return { region: this.external('zeros', bytes), offset: 0 };
  }

  /** Numbers made of weights alone, once after these have changed. Weights that are computed are packed in their place. */
  pack(kernel: KernelName, weights: PlacedTensor, bytes: number, args: readonly Arg[]): Address {
    const { region } = this.at(weights)[0];
    const call = (to: Address) => makeCall(kernel, [this.start(weights), ...args, to], this.node);
    if (region.place.kind !== 'external') {
      const to = this.scratch(bytes);
      this.calls.push(call(to));
      return to;
    }
    const key = `${kernel} ${region.place.buffer} ${region.place.offset}`;
    const known = this.packed.get(key);
    if (known) return known;
    const to = { region: this.external('packed', bytes, this.packedBytes), offset: 0 };
    this.packedBytes += Math.ceil(bytes / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
    this.packed.set(key, to);
    this.packing.push(call(to));
    return to;
  }

  /** Rows of a tensor in all: pixels of every image, or rows of a weight. */
  rows(tensor: PlacedTensor): number {
    return rowsOf(tensor) * (tensor.batched ? this.images : 1);
  }

  /** Adds tensors to one that was just written. */
  addAll(out: PlacedTensor, others: readonly ValueId[]): void {
    for (const id of others) {
      this.emit(
        'add',
        ...this.at(out),
        ...this.at(this.plain(id)),
        ...this.at(out),
        this.rows(out),
        fours(out),
      );
    }
  }

  /** The node of that kind that reads `id`, if there is one. */
  reader<K extends OpKind>(id: ValueId, kind: K): GraphNode<K> | null {
    return (
      (this.graph.nodes.find(node => node.kind === kind && node.inputs.includes(id)) as GraphNode<K>) ?? null
    );
  }
}

/** Vectors of four channels of a pixel. */
export const fours = (tensor: PlacedTensor): number => vectors(channelsOf(tensor));

/** Values that can be computed where the concatenation that reads them wants them. */
function homesIn(graph: Graph): Map<ValueId, Home> {
  const homes = new Map<ValueId, Home>();
  for (const { kind, inputs, outputs } of graph.nodes) {
    if (kind !== 'concat') continue;
    const [a, b] = inputs as [ValueId, ValueId];
    const first = graph.values[a]!.shape.at(-1)!;
    if (first % 4 !== 0 || a === b) continue;
    for (const [id, offset4] of [
      [a, 0],
      [b, first / 4],
    ] as const) {
      if (!homes.has(id)) homes.set(id, { whole: outputs[0]!, offset4 });
    }
  }
  return homes;
}
