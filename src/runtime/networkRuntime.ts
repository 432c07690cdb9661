/** What every runtime offers the engine: one network with its optimiser, on some device. */

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

export interface StepSettings {
  readonly learningRate: number;
  readonly emaDecay: number;
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
  train(batch: TrainBatch, settings: StepSettings): Promise<StepResult>;
  freeze(weights: Weights): FrozenNetwork;
  readState(): Promise<TrainingState>;
  dispose(): void;
}
