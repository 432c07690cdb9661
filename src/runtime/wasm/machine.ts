/** One WebAssembly memory with a graph's weights and programs in it: feed it, run it, read it. */
import { elements, type Graph, type GraphNode } from '../../nn/graph.ts';
import { fromPlaced, type ParamPlacement, placeParams, toPlaced } from '../plan/paramPlacement.ts';
import type { PlacedTensor, Region } from '../plan/region.ts';
import { encodeCalls, makeCall } from './plan/calls.ts';
import { type Buffer, NUMBERS } from './plan/lowering.ts';
import { compileProgram, type Program } from './plan/program.ts';

/** What kernels/index.ts exports. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  memoryStart(): number;
  replay(from: number, end: number): void;
}

const PAGE = 65_536;
const ALIGNMENT = 256;

/** The present one, and those that wait to be added to, by their level in the tree of sums. */
const GRADIENTS = ['gradient', 'kept1', 'kept2', 'kept3'] as const satisfies Buffer[];

/** A program with its list of calls. */
interface Loaded {
  readonly program: Program;
  readonly list: Uint32Array<ArrayBuffer>;
  /** Bytes of the calls alone. */
  readonly callBytes: number;
}

export class Machine {
  private readonly kernels: Kernels;
  private readonly placement: ParamPlacement;
  private readonly places = new Map<string, number>();
  private readonly programs = new Map<string, Loaded>();
  private readonly packing: { readonly from: number; readonly bytes: number };
  private readonly listAt: number;
  private readonly listRoom: number;
  /** Room for a call beside the list. */
  private readonly aside: number;
  private readonly arenaAt: number;
  private inList: Loaded | null = null;
  private end: number;

  /** @param images of the first program; others are made as they are asked for. */
  constructor(
    module: WebAssembly.Module,
    private readonly graph: Graph,
    images: number,
    lossImages = images,
  ) {
    this.kernels = new WebAssembly.Instance(module).exports as unknown as Kernels;
    this.placement = placeParams(graph);
    this.end = this.kernels.memoryStart();
    const program = compileProgram(graph, { images, lossImages });
    const flat = this.placement.bytes;
    const sizes: { [name in Buffer]?: number } = {
      zeros: program.zeroBytes,
      numbers: NUMBERS.length * 16,
      params: flat,
      packed: program.packedBytes,
    };
    for (const name of ['adamM', 'adamV', 'ema'] as const) if (name in graph.inputs) sizes[name] = flat;
    const hasGradient = 'gradient' in graph.inputs || graph.nodes.some(({ kind }) => kind === 'flatten');
    for (const name of hasGradient ? GRADIENTS : []) sizes[name] = flat;
    for (const [name, bytes] of Object.entries(sizes)) this.places.set(name, this.reserve(bytes!));
    const packing = encodeCalls(program.packing, region => this.locate(region, program));
    this.packing = { from: this.reserve(packing.byteLength), bytes: packing.byteLength };
    // Every program of this graph has as many calls and constants.
    this.listRoom = program.listBytes;
    this.listAt = this.reserve(this.listRoom);
    this.aside = this.reserve(ALIGNMENT);
    this.arenaAt = this.reserve(0);
    this.grow();
    this.words().set(packing, this.packing.from / 4);
    this.load(program, lossImages);
  }

  /** Bytes of memory. */
  get bytes(): number {
    return this.kernels.memory.buffer.byteLength;
  }

  /** The numbers of a flat vector as it lies in memory, good until memory grows. */
  flat(name: Buffer): Float32Array<ArrayBuffer> {
    const at = this.places.get(name);
    if (at === undefined) throw new Error(`This graph has no '${name}'`);
    return new Float32Array(this.kernels.memory.buffer as ArrayBuffer, at, this.placement.bytes / 4);
  }

  /** Sets a flat vector [P], or the placed form of one. */
  setFlat(name: Buffer, values: Float32Array): void {
    if (values.length * 4 === this.placement.bytes) this.flat(name).set(values);
    else toPlaced(this.placement, values, this.flat(name));
  }

  /** Puts the gradient aside until the one is there that it is to be added to. */
  keepGradient(level: number): void {
    this.flat(`kept${level}`).set(this.flat('gradient'));
  }

  /** Adds the gradient to the one that was kept. */
  addKept(level: number): void {
    const { bytes } = this.placement;
    const [kept, gradient] = [this.places.get(`kept${level}`)!, this.places.get('gradient')!];
    const words = encodeCalls(
      [makeCall('add', [kept, 0, gradient, 0, gradient, 0, 1, bytes / 16], null)],
      () => 0,
    );
    this.words().set(words, this.aside / 4);
    this.kernels.replay(this.aside, this.aside + words.byteLength);
  }

  setNumber(name: string, value: number): void {
    const at = this.places.get('numbers')! / 4 + 4 * NUMBERS.indexOf(name);
    this.floats().fill(value, at, at + 4);
  }

  /** Makes of the weights what kernels read; to be called when they have changed. */
  pack(): void {
    const { from, bytes } = this.packing;
    this.kernels.replay(from, from + bytes);
  }

  /** The program for so many images, of a batch of `lossImages`. */
  program(images: number, lossImages = images): Program {
    const known = this.programs.get(`${images} of ${lossImages}`);
    return (known ?? this.load(compileProgram(this.graph, { images, lossImages }), lossImages)).program;
  }

  private load(program: Program, lossImages: number): Loaded {
    if (program.listBytes > this.listRoom) throw new Error('Plan: a list of calls has grown');
    this.end = Math.max(this.end, this.arenaAt + program.arenaBytes);
    this.grow();
    const locate = (region: Region) => this.locate(region, program);
    const calls = encodeCalls(program.calls, locate);
    const list = new Uint32Array(program.listBytes / 4);
    list.set(calls);
    for (const [{ place }, offset] of program.constants) {
      if (place.kind === 'constant') list.set(place.data, offset / 4);
    }
    const loaded = { program, list, callBytes: calls.byteLength };
    this.programs.set(`${program.images} of ${lossImages}`, loaded);
    return loaded;
  }

  /** Writes an input, given as the graph has it: [B, H, W, C], [B]... */
  feed(program: Program, name: string, values: Float32Array): void {
    const tensor = program.inputs.get(name);
    if (!tensor) throw new Error(`The graph has no input '${name}' to feed`);
    const { shape, batched } = tensor;
    const images = batched ? program.images : 1;
    if (values.length !== images * elements(shape)) {
      throw new Error(`An input of [${shape}] for ${images} was fed ${values.length} numbers`);
    }
    const { at, step, channels } = this.rowsOf(program, tensor);
    const floats = this.floats();
    if (step === channels || shape.length === 0) {
      floats.set(values, at);
      return;
    }
    for (let row = 0; row * channels < values.length; row++) {
      const to = at + row * step;
      for (let c = 0; c < channels; c++) floats[to + c] = values[row * channels + c]!;
      floats.fill(0, to + channels, to + step);
    }
  }

  run(program: Program): void {
    const { list, callBytes } = this.use(program);
    if (list.length > 0) this.kernels.replay(this.listAt, this.listAt + callBytes);
  }

  /** The same, call by call. */
  runMeasured(program: Program, measure: (node: GraphNode, ms: number) => void): void {
    this.use(program);
    let from = this.listAt;
    let spent = 0;
    program.calls.forEach((call, index) => {
      const end = from + 8 + 4 * call.args.length;
      const began = performance.now();
      this.kernels.replay(from, end);
      spent += performance.now() - began;
      from = end;
      if (call.node !== program.calls[index + 1]?.node) {
        if (call.node) measure(call.node, spent);
        spent = 0;
      }
    });
  }

  /** An output as the graph has it. */
  read(program: Program, name: string): Float32Array<ArrayBuffer> {
    const tensor = program.outputs.get(name);
    if (!tensor) throw new Error(`The graph has no output '${name}'`);
    const { shape, batched } = tensor;
    const { at, step, channels } = this.rowsOf(program, tensor);
    const floats = this.floats();
    const images = batched ? program.images : 1;
    if (!batched && shape.length === 1 && shape[0] === this.graph.paramCount) {
      const held = floats.subarray(at, at + this.placement.bytes / 4);
      return fromPlaced(this.placement, held, this.graph.paramCount) as Float32Array<ArrayBuffer>;
    }
    if (shape.length === 0) return floats.slice(at, at + images);
    const out = new Float32Array(images * elements(shape));
    if (step === channels) {
      out.set(floats.subarray(at, at + out.length));
      return out;
    }
    for (let row = 0; row * channels < out.length; row++) {
      const from = at + row * step;
      for (let c = 0; c < channels; c++) out[row * channels + c] = floats[from + c]!;
    }
    return out;
  }

  /** A flat vector as everybody else holds it: [P]. */
  readFlat(name: Buffer): Float32Array {
    return fromPlaced(this.placement, this.flat(name), this.graph.paramCount);
  }

  private use(program: Program): Loaded {
    const loaded = [...this.programs.values()].find(one => one.program === program);
    if (!loaded) throw new Error('This program was made for another memory');
    if (this.inList !== loaded) this.words().set(loaded.list, this.listAt / 4);
    this.inList = loaded;
    return loaded;
  }

  /** Where a tensor's numbers lie among all floats, and how many from row to row. */
  private rowsOf(program: Program, { parts, shape }: PlacedTensor) {
    const { region, offset4, stride4 } = parts[0]!;
    const at = this.locate(region, program) / 4 + offset4 * 4;
    return { at, step: stride4 * 4, channels: shape.at(-1) ?? 1 };
  }

  private locate(region: Region, program: Program): number {
    const { place } = region;
    switch (place.kind) {
      case 'within':
        return this.locate(place.parent, program) + place.offset;
      case 'external': {
        const at = this.places.get(place.buffer);
        if (at === undefined) throw new Error(`Plan: there is no '${place.buffer}'`);
        return at + place.offset;
      }
      case 'constant':
        return this.listAt + program.constants.get(region)!;
      case 'arena':
        return this.arenaAt + program.arena.get(region)!;
      default:
        return place satisfies never;
    }
  }

  private reserve(bytes: number): number {
    const at = Math.ceil(this.end / ALIGNMENT) * ALIGNMENT;
    this.end = at + bytes;
    return at;
  }

  private grow(): void {
    const missing = this.end - this.bytes;
    if (missing > 0) this.kernels.memory.grow(Math.ceil(missing / PAGE));
  }

  private floats(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.kernels.memory.buffer as ArrayBuffer);
  }

  private words(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.kernels.memory.buffer as ArrayBuffer);
  }
}
