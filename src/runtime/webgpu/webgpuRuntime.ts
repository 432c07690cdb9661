/** Graphs and networks on our own WebGPU kernels. */
import { elements, type Graph } from '../../nn/graph.ts';
import { adapterName, isSoftware } from '../findAdapter.ts';
import type { Initial, Runtime } from '../networkRuntime.ts';
import { placeParams, toPlaced } from '../plan/paramPlacement.ts';
import type { GpuDevice } from './gpuDevice.ts';
import {
  type ConvShape,
  DEFAULT_TILING,
  FIRST_TILES,
  SOFTWARE_TILING,
  type Tiling,
} from './kernels/tiles.ts';
import { type Compiler, compilePlan } from './plan/compilePlan.ts';
import { Pipelines } from './plan/pipelines.ts';
import { packStepBlock, STEP_BLOCK, STEP_BLOCK_BYTES } from './plan/stepBlock.ts';
import { storageBuffer } from './storageBuffer.ts';
import { Tuner, type TuningStore } from './tuning/tuner.ts';
import { WebgpuNetwork } from './webgpuNetwork.ts';

export interface WebgpuOptions {
  /** Stores the choice of tiles between visits. */
  readonly tuningStore?: TuningStore | null;
  /** Tiles to use instead of measuring. */
  readonly tiling?: Tiling;
  readonly onProgress?: (pipelines: number, of: number) => void;
}

/** How long the tiles of a graph are measured, beside its first steps: enough for the shapes that matter. */
const TUNING_MS = 1000;

export class WebgpuRuntime implements Runtime {
  private readonly compiler: Compiler;
  private readonly tuner: Tuner;
  private shapes: readonly ConvShape[] = [];

  constructor(gpu: GpuDevice, { tuningStore = null, tiling, onProgress }: WebgpuOptions = {}) {
    const software = isSoftware({ info: gpu.adapterInfo }) && gpu.device.features.has('subgroups');
    const usual = software ? SOFTWARE_TILING : DEFAULT_TILING;
    this.tuner = new Tuner(gpu, usual, adapterName({ info: gpu.adapterInfo }), tuningStore);
    this.compiler = {
      gpu,
      pipelines: new Pipelines(gpu),
      tiling: tiling ?? { ...usual, tileOf: FIRST_TILES },
      quickest: async shapes => {
        if (tiling) return null;
        this.shapes = [...this.shapes, ...shapes];
        // On a software adapter compilation alone takes a second per candidate.
        if (!software) await this.tuner.measure(shapes, TUNING_MS);
        return this.tuner;
      },
      onProgress: onProgress ?? (() => {}),
    };
  }

  /** The tiles chosen so far, one line each. */
  get tiles(): readonly string[] {
    return this.tuner.list();
  }

  /** Measures the convolutions requested so far; networks opened later use the results. */
  async tune(budgetMs: number): Promise<void> {
    await this.tuner.measure(this.shapes, budgetMs);
  }

  open(graph: Graph, initial: Initial): WebgpuNetwork {
    return new WebgpuNetwork(this.compiler, graph, initial);
  }

  async evaluate(
    graph: Graph,
    batch: number,
    feeds: Readonly<Record<string, Float32Array>>,
  ): Promise<Record<string, Float32Array>> {
    const { device } = this.compiler.gpu;
    const placement = placeParams(graph);
    const buffers: Record<string, GPUBuffer> = {
      [STEP_BLOCK]: storageBuffer(device, STEP_BLOCK_BYTES),
    };
    const numbers = { seed: 0, step: 0, stepSize: 0, vScale: 0, emaDecay: 0 };
    for (const [name, id] of Object.entries(graph.inputs)) {
      const { shape, batched } = graph.values[id]!;
      if (batched) continue;
      const values = feeds[name];
      if (!values) throw new Error(`The graph's input '${name}' was not fed`);
      if (shape.length === 0) Object.assign(numbers, { [name]: values[0] });
      else if (elements(shape) === graph.paramCount) {
        buffers[name] = storageBuffer(device, placement.bytes, toPlaced(placement, values));
      }
    }
    device.queue.writeBuffer(buffers[STEP_BLOCK]!, 0, packStepBlock(numbers));
    const plan = await compilePlan(this.compiler, graph, { batch, buffers });
    try {
      for (const [name, id] of Object.entries(graph.inputs)) {
        if (graph.values[id]!.batched) plan.feed(name, feeds[name]!);
      }
      plan.run();
      const outputs: Record<string, Float32Array> = {};
      for (const name of Object.keys(graph.outputs)) outputs[name] = await plan.read(name);
      return outputs;
    } finally {
      plan.dispose();
      for (const buffer of Object.values(buffers)) buffer.destroy();
    }
  }
}
