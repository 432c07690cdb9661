/** What the page and the engine's worker say to each other. Both unions are matched exhaustively at both ends. */
import type { RunConfig } from '../config/runConfig.ts';
import type { SamplerRow } from '../diffusion/samplerRow.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';
export type DeviceChoice = 'auto' | BackendName;

/** What computes, and why: shown by the badge. */
export interface DeviceReport {
  readonly backend: BackendName;
  readonly choice: DeviceChoice;
  /** Adapter's name, or threads and SIMD for wasm. */
  readonly detail: string;
  /** One sentence: why this one and not another. */
  readonly reason: string;
}

/** The pixels of "My drawings": [count, 28, 28], 0 is paper and 255 is ink. */
export interface Drawings {
  readonly count: number;
  readonly pixels: Uint8Array;
}

export interface DatasetHandle {
  readonly name: RunConfig['dataset'];
  /** Images left after the choice of digits. */
  readonly count: number;
  readonly hasLabels: boolean;
}

export interface ModelReport {
  readonly parameters: number;
  /** Multiply-adds counted as two, forward pass of one image. */
  readonly flopsPerImage: number;
}

/** All commands that refer to a run bear its id; the engine drops those of an older run. */
export type Command =
  /** The first message. `base` is the page's own base URL, below which data and wasm files lie. */
  | { readonly type: 'start'; readonly base: string; readonly choice: DeviceChoice }
  /** Another device: a run goes on there with its weights. */
  | { readonly type: 'device'; readonly choice: DeviceChoice }
  /** A new run: data, model and optimiser are built afresh; nothing starts. */
  | {
      readonly type: 'run';
      readonly runId: number;
      readonly config: RunConfig;
      readonly drawings: Drawings | null;
    }
  /** New values for parameters that do not need a restart. */
  | { readonly type: 'retune'; readonly runId: number; readonly config: RunConfig }
  | { readonly type: 'train'; readonly runId: number; readonly action: 'start' | 'pause' | 'step' }
  /** Preview samples at once. */
  | { readonly type: 'preview'; readonly runId: number }
  | { readonly type: 'sample'; readonly runId: number; readonly sampleId: number; readonly config: RunConfig }
  | { readonly type: 'cancelSample'; readonly sampleId: number }
  /** The page has taken one frame; at most two are on their way. */
  | { readonly type: 'frameTaken'; readonly sampleId: number }
  /** Images of the data set, for the forward panel: handed out in the data set's order from `start`. */
  | { readonly type: 'images'; readonly runId: number; readonly start: number; readonly count: number };

export interface TrainEvent {
  readonly type: 'train';
  readonly runId: number;
  /** Steps done. */
  readonly step: number;
  /** Losses of the steps `step - losses.length + 1 .. step`. */
  readonly losses: Float32Array;
  /** Mean loss of each tenth of the noise levels over these steps, NaN where none was drawn. */
  readonly lossByT: Float32Array;
  readonly stepMs: number;
  readonly imagesSeen: number;
}

export interface SampleFrame {
  readonly type: 'frame';
  readonly runId: number;
  readonly sampleId: number;
  /** 0 is the first step, from pure noise; the last frame has `seq === total - 1`. */
  readonly seq: number;
  readonly total: number;
  readonly row: SamplerRow;
  /** [count, 28, 28] each. `xt` is what the step starts from, `xPrev` what it leads to. */
  readonly count: number;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
}

export interface PreviewEvent {
  readonly type: 'preview';
  readonly runId: number;
  readonly step: number;
  /** [count, 28, 28] in [-1, 1], from the same noise. */
  readonly count: number;
  readonly ema: Float32Array;
  readonly raw: Float32Array;
}

export type TrainingState = 'idle' | 'running' | 'paused' | 'finished';

export type Event =
  | { readonly type: 'device'; readonly report: DeviceReport }
  /** What the engine is busy with before a run is ready; `fraction` in [0, 1], or null where it is not known. */
  | { readonly type: 'progress'; readonly label: string; readonly fraction: number | null }
  | {
      readonly type: 'ready';
      readonly runId: number;
      readonly dataset: DatasetHandle;
      readonly model: ModelReport;
    }
  | { readonly type: 'state'; readonly runId: number; readonly state: TrainingState }
  | TrainEvent
  | PreviewEvent
  | SampleFrame
  | { readonly type: 'sampleDone'; readonly sampleId: number; readonly outcome: 'finished' | 'cancelled' }
  | {
      readonly type: 'images';
      readonly runId: number;
      readonly start: number;
      /** [n, 28, 28], 0..255. */
      readonly pixels: Uint8Array;
      readonly labels: Uint8Array | null;
    }
  /** Something failed. `runId` says in which run, where it was one. */
  | {
      readonly type: 'failure';
      readonly runId: number | null;
      readonly message: string;
      /** What the person can do about it. */
      readonly advice: string;
    };
