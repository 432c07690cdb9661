/** What competes: a way to train the same network on the same batch. */
import type { Graph } from '../../src/nn/graph.ts';

/** The network, its first weights, and one batch on which every contestant trains. */
export interface Problem {
  readonly network: Graph;
  readonly batch: number;
  /** [P]. */
  readonly params: Float32Array;
  /** [B, 28, 28, 1] each. */
  readonly x: Float32Array;
  readonly target: Float32Array;
  /** The time given to the network [B]. */
  readonly t: Float32Array;
}

export const LEARNING_RATE = 1e-3;
export const EMA_DECAY = 0.995;

export interface Running {
  /** One training step, loss, Adam and running average included. Returns the loss before it. */
  step(): Promise<number>;
  /** What a later visit finds done already, such as a choice of kernels that is kept; after the first step. */
  settle?(): Promise<void>;
  dispose(): void;
}

export const CONTESTANT_NAMES = {
  ours: 'this project’s WebGPU runtime',
  oursWasm: 'this project’s kernels for the processor',
  stockTfjs: 'tfjs on WebGPU, the usual way (minimize, tf.train.adam)',
  graphTfjs: 'tfjs on WebGPU, interpreting our graph',
  jaxJs: 'jax-js on WebGPU (jit, hand-written Adam)',
  tfjsWasm: 'tfjs on WebAssembly, interpreting our graph',
} as const;
export type ContestantId = keyof typeof CONTESTANT_NAMES;

/** Builds the network afresh and makes it ready for its first step. */
export type Contestant = (problem: Problem) => Promise<Running>;
