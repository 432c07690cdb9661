/** The interface of every runtime: networks with their optimiser, on some device. */
import type { Graph, GraphNode } from '../nn/graph.ts';

/** A training batch; images are NHWC with one channel, flat. */
export interface TrainBatch {
  readonly size: number;
  /** x_t [size, height, width, channels]. */
  readonly xt: Float32Array;
  /** The target, of the same shape. */
  readonly target: Float32Array;
  /** The time given to the network [size]. */
  readonly modelTime: Float32Array;
  /** [size]; null without classes. */
  readonly classLabels: Float32Array | null;
}

/** The data that a run's batches are drawn from, for a runtime that draws them on the device. */
export interface BatchSource {
  /** [count, height, width, channels], paper 0 and ink 255. */
  readonly images: Uint8Array;
  /** [count]; null without classes. */
  readonly labels: Uint8Array | null;
  /** Share of the images that get `noLabel` instead of their label. */
  readonly labelDropout: number;
  readonly noLabel: number;
  /** [T, 5]: signal, noise, the target's coefficients of x0 and eps, and the network's time. */
  readonly levels: Float32Array;
  readonly seed: number;
}

/** The next step's batch, drawn only on request. */
export interface StepBatch {
  readonly size: number;
  /** Null if only `draw` can make the batch, as with augmented pictures. */
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

/** All that training needs to resume exactly; each vector [P]. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  readonly params: Float32Array;
  readonly ema: Float32Array;
  readonly adamM: Float32Array;
  readonly adamV: Float32Array;
}

/** A state to train on from, or what makes that of a new run, at step 0, once it is needed: see `newState`. */
export type Initial = TrainingState | (() => TrainingState);

/** The state of a new run with these weights [P]: no moments yet, and averages equal to the weights. */
export function newState(params: Float32Array): TrainingState {
  const zeros = new Float32Array(params.length);
  return { step: 0, params, ema: params, adamM: zeros, adamV: zeros };
}

export const madeState = (initial: Initial): TrainingState =>
  typeof initial === 'function' ? initial() : initial;

/** The weights at one moment, unaffected by later training, until disposed. */
export interface FrozenNetwork {
  /** The network's answer [size, height, width, channels] to x_t at one time for all images. */
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
  /** The same network with other weights [P], for prediction only. */
  freezeParams(params: Float32Array): FrozenNetwork;
  readState(): Promise<TrainingState>;
  dispose(): void;
}

/** Called with the time that a node took. */
export type Measure = (node: GraphNode, ms: number) => void;

/** Computes graphs: with tfjs on one of its backends, or with our own kernels. */
export interface Runtime {
  /**
   * Evaluates a graph once. Every input, including the weights, is fed by name; scalars are arrays of one number.
   *
   * @param measure called for each node if the runtime can time them separately; our kernels on a GPU cannot.
   */
  evaluate(
    graph: Graph,
    batch: number,
    feeds: Readonly<Record<string, Float32Array>>,
    measure?: Measure,
  ): Promise<Record<string, Float32Array>>;
  /** Opens a network to train it on, or to ask it. */
  open(graph: Graph, initial: Initial): NetworkRuntime;
}
