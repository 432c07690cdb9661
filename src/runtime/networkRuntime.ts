/** What every runtime offers the engine: networks with their optimiser, on some device. */
import type { Graph, GraphNode } from '../nn/graph.ts';

/** A training batch; images are NHWC with one channel, flat. */
export interface TrainBatch {
  readonly size: number;
  /** x_t [size, 28, 28]. */
  readonly xt: Float32Array;
  /** What the network should answer, of the same shape. */
  readonly target: Float32Array;
  /** The time given to the network [size]. */
  readonly modelTime: Float32Array;
  /** [size]; null where the network is not told. */
  readonly classLabels: Float32Array | null;
}

/** What the batches of a run are drawn from, for a runtime that draws them where it computes. */
export interface BatchSource {
  /** [count, 28, 28], paper 0 and ink 255. */
  readonly images: Uint8Array;
  /** [count]; null where the network is not told. */
  readonly labels: Uint8Array | null;
  /** Share of the images of which `noLabel` is told instead of their label. */
  readonly labelDropout: number;
  readonly noLabel: number;
  /** [T, 5]: signal, noise, the target's shares of x0 and of eps, and the time that the network is told. */
  readonly levels: Float32Array;
  readonly seed: number;
}

/** The batch of the next step, drawn only when asked for. */
export interface StepBatch {
  readonly size: number;
  /** Null where only `draw` knows how, as with augmented pictures. */
  readonly source: BatchSource | null;
  draw(): TrainBatch;
}

export interface StepSettings {
  readonly learningRate: number;
  readonly emaDecay: number;
  /** Whether short runs average over less: see `emaDecayAt`. */
  readonly emaWarmup: boolean;
}

export interface StepResult {
  /** Mean squared error over the batch, before the step. */
  readonly loss: number;
  readonly lossByImage: Float32Array;
}

export type Weights = 'ema' | 'raw';

/** All that training needs to go on exactly where it stood; each vector [P]. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  readonly params: Float32Array;
  readonly ema: Float32Array;
  readonly adamM: Float32Array;
  readonly adamV: Float32Array;
}

/** The weights at one moment, unmoved by later training steps, until disposed. */
export interface FrozenNetwork {
  /** The network's answer [size, 28, 28] to x_t at one time for all images. */
  predict(
    xt: Float32Array,
    modelTime: number | Float32Array,
    classLabels: Float32Array | null,
  ): Promise<Float32Array>;
  dispose(): void;
}

export interface NetworkRuntime {
  readonly paramCount: number;
  /** Forward pass of one image. */
  readonly flopsPerImage: number;
  /** Steps done. */
  readonly step: number;
  train(batch: StepBatch, settings: StepSettings): Promise<StepResult>;
  freeze(weights: Weights): FrozenNetwork;
  /** A network of this form with other weights, [P]: to look with, not to train. */
  freezeParams(params: Float32Array): FrozenNetwork;
  readState(): Promise<TrainingState>;
  dispose(): void;
}

/** Hears how long one node took. */
export type Measure = (node: GraphNode, ms: number) => void;

/** Something that computes graphs: tfjs on one of its backends, or our own WebGPU kernels. */
export interface Runtime {
  /**
   * Evaluates a graph once. Every input, the weights among them, is fed under its name; scalars have one number.
   *
   * @param measure hears of each node where the runtime can tell them apart; our own kernels on a GPU cannot.
   */
  evaluate(
    graph: Graph,
    batch: number,
    feeds: Readonly<Record<string, Float32Array>>,
    measure?: Measure,
  ): Promise<Record<string, Float32Array>>;
  /** Starts from `initial`, which for a new run has zero moments and `ema` equal to `params`. */
  open(graph: Graph, initial: TrainingState): NetworkRuntime;
}
