/** A compiled graph: feed it, run it, read it. Running allocates nothing but commands. */
import { elements, type Graph } from '../../../nn/graph.ts';
import { fromPlaced, type ParamPlacement } from '../../plan/paramPlacement.ts';
import { type PlacedTensor, type Region, soleRegion, vectors } from '../../plan/region.ts';
import type { GpuDevice } from '../gpuDevice.ts';
import type { Tiling } from '../kernels/tiles.ts';
import type { Dispatch } from './kernelWriter.ts';
import { quickestOf } from './quickestOf.ts';

export interface ReadyDispatch {
  readonly dispatch: Dispatch;
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
}

/** The part that is replaced when faster tiles are known. The memory layout stays. */
export interface Kernels {
  readonly ready: readonly ReadyDispatch[];
  readonly inputs: ReadonlyMap<string, PlacedTensor>;
  readonly outputs: ReadonlyMap<string, PlacedTensor>;
  readonly locate: (region: Region) => { buffer: GPUBuffer; offset: number };
}

interface Parts {
  readonly graph: Graph;
  readonly placement: ParamPlacement;
  readonly batch: number;
  /** The plan's own buffers. */
  readonly buffers: readonly GPUBuffer[];
  readonly bytes: number;
}

/** How a plan gets kernels with other tiles, for the same memory. */
export interface Retiling {
  /** Of the shapes in the plan, while the GPU has nothing else to do; null where those in use are the quickest known. */
  readonly quickest: () => Promise<Tiling | null>;
  readonly compile: (tiling: Tiling) => Promise<Kernels>;
}

export class Plan {
  private improving: Promise<{ readonly done: Promise<void> }> | null = null;

  constructor(
    private readonly gpu: GpuDevice,
    private readonly parts: Parts,
    private kernels: Kernels,
    private readonly retiling: Retiling,
  ) {}

  /**
   * Switches to the fastest tiles, once in a plan's life. Resolves when they are chosen, during which nothing else should
   * run on the GPU; they are then compiled in the background, and in use when `done` resolves. The results stay the same
   * to the bit. If the adapter refuses a tile, the plan keeps its present ones.
   */
  improve(): Promise<{ readonly done: Promise<void> }> {
    this.improving ??= this.retiling.quickest().then(tiling => ({
      done: tiling ? this.change(tiling) : Promise.resolve(),
    }));
    return this.improving;
  }

  /** Kernels of this plan with other tiles, for `use`. */
  retiled(tiling: Tiling): Promise<Kernels> {
    return this.retiling.compile(tiling);
  }

  use(kernels: Kernels): void {
    this.kernels = kernels;
  }

  private async change(tiling: Tiling): Promise<void> {
    try {
      this.use(await this.retiled(tiling));
    } catch (error) {
      if (!(error instanceof GPUPipelineError)) throw error;
    }
  }

  /** GPU memory, without the external buffers. */
  get bytes(): number {
    return this.parts.bytes;
  }

  get dispatches(): readonly Dispatch[] {
    return this.kernels.ready.map(({ dispatch }) => dispatch);
  }

  /** Writes an input, in the graph's layout: [B, H, W, C], [B]... */
  feed(name: string, values: Float32Array): void {
    const tensor = this.kernels.inputs.get(name);
    if (!tensor) throw new Error(`The graph has no input '${name}' to feed`);
    const { buffer, offset } = this.kernels.locate(soleRegion(tensor));
    const held = widen(values, tensor, tensor.batched ? this.parts.batch : 1);
    this.gpu.device.queue.writeBuffer(buffer, offset, held);
  }

  /**
   * Submits every dispatch, in `pieces` of about equal work, so the GPU can draw in between.
   * @param after adds commands to the last piece.
   */
  run(pieces = 1, after?: (encoder: GPUCommandEncoder) => void): void {
    this.gpu.check();
    const { device } = this.gpu;
    const { ready } = this.kernels;
    for (const [first, end] of cutEvenly(ready, pieces)) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let i = first; i < end; i++) encode(pass, ready[i]!);
      pass.end();
      if (end === ready.length) after?.(encoder);
      device.queue.submit([encoder.finish()]);
    }
  }

  /**
   * The time of the chosen dispatches, in milliseconds, one after another: the fastest of a few runs, since other work on
   * the GPU only adds time. They are repeated often enough for the clock's resolution.
   */
  async time(chosen: (dispatch: Dispatch) => boolean): Promise<number> {
    const { device } = this.gpu;
    const ready = this.kernels.ready.filter(({ dispatch }) => chosen(dispatch));
    return quickestOf(async times => {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let i = 0; i < times; i++) {
        for (const one of ready) encode(pass, one);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
      await this.gpu.guard(device.queue.onSubmittedWorkDone());
    });
  }

  /** An output's place in memory, for copies on the GPU. */
  output(name: string): { buffer: GPUBuffer; offset: number; bytes: number } {
    const region = soleRegion(this.tensorOf(name));
    return { ...this.kernels.locate(region), bytes: region.bytes };
  }

  /** An output in the graph's layout. */
  async read(name: string): Promise<Float32Array> {
    const { device } = this.gpu;
    const tensor = this.tensorOf(name);
    const { buffer, offset, bytes } = this.output(name);
    const staging = device.createBuffer({
      size: bytes,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    try {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, offset, staging, 0, bytes);
      device.queue.submit([encoder.finish()]);
      await this.gpu.guard(staging.mapAsync(GPUMapMode.READ));
      return this.narrow(new Float32Array(staging.getMappedRange().slice(0)), tensor);
    } finally {
      staging.destroy();
    }
  }

  /** An output's numbers from the GPU's bytes. */
  narrow(held: Float32Array, tensor: PlacedTensor): Float32Array {
    const { graph, placement, batch } = this.parts;
    const { shape } = tensor;
    if (shape.length === 1 && shape[0] === graph.paramCount && !tensor.batched) {
      return fromPlaced(placement, held, graph.paramCount);
    }
    const images = tensor.batched ? batch : 1;
    if (shape.length === 0) return held.slice(0, images);
    const channels = shape.at(-1)!;
    const stride = 4 * vectors(channels);
    const out = new Float32Array(images * elements(shape));
    for (let row = 0; row * channels < out.length; row++) {
      out.set(held.subarray(row * stride, row * stride + channels), row * channels);
    }
    return out;
  }

  dispose(): void {
    for (const buffer of this.parts.buffers) buffer.destroy();
  }

  private tensorOf(name: string): PlacedTensor {
    const tensor = this.kernels.outputs.get(name);
    if (!tensor) throw new Error(`The graph has no output '${name}'`);
    return tensor;
  }
}

function encode(pass: GPUComputePassEncoder, { dispatch, pipeline, bindGroup }: ReadyDispatch): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...dispatch.workgroups);
}

/** Pads rows of channels to whole vectors. */
function widen(values: Float32Array, { shape }: PlacedTensor, images: number): Float32Array<ArrayBuffer> {
  if (values.length !== images * elements(shape)) {
    throw new Error(`An input of [${shape}] for ${images} was fed ${values.length} numbers`);
  }
  const channels = shape.at(-1) ?? 1;
  if (shape.length === 0 || channels % 4 === 0) return values as Float32Array<ArrayBuffer>;
  const stride = 4 * vectors(channels);
  const out = new Float32Array((values.length / channels) * stride);
  for (let row = 0; row * channels < values.length; row++) {
    out.set(values.subarray(row * channels, (row + 1) * channels), row * stride);
  }
  return out;
}

/** A dispatch's overhead, in floating-point operations. */
const OVERHEAD = 2e5;

function* cutEvenly(ready: readonly ReadyDispatch[], pieces: number): Generator<[number, number]> {
  const costs = ready.map(({ dispatch }) => dispatch.flops + OVERHEAD);
  const share = costs.reduce((a, b) => a + b, 0) / pieces;
  let first = 0;
  let cost = 0;
  let cut = 1;
  for (let i = 0; i < ready.length; i++) {
    cost += costs[i]!;
    if (cost >= share * cut || i === ready.length - 1) {
      yield [first, i + 1];
      first = i + 1;
      cut = Math.ceil(cost / share + 1e-9);
    }
  }
}
