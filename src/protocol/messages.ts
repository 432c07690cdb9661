/** What the page and the engine's worker say to each other. Both unions are matched exhaustively at both ends. */
import type { RunConfig } from '../config/runConfig.ts';
import type { SamplerRow } from '../diffusion/samplerRow.ts';
import type { AnalysisCommand, AnalysisEvent } from './analyses.ts';
import type { InspectCommand, InspectedEvent } from './inspect.ts';
import type { SampleOrder } from './sampleOrder.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';
export type DeviceChoice = 'auto' | BackendName;

/** What computes, and why: shown by the badge. */
export interface DeviceReport {
  readonly backend: BackendName;
  readonly choice: DeviceChoice;
  /** Adapter's name, or what the processor works with. */
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

/** A run as it can leave the browser: everything of it that is needed to go on elsewhere. */
export interface PortableRun {
  readonly name: string;
  /** As `packCheckpoint` makes it. */
  readonly checkpoint: Uint8Array;
  /** [count, 28, 28], where the run trains on drawings. */
  readonly drawings: Uint8Array | null;
}

/** What does the network make of this? A newer question takes the place of one that is not answered yet. */
export interface DenoiseCommand {
  readonly type: 'denoise';
  readonly runId: number;
  readonly requestId: number;
  /** [28, 28], noised to `t` by the run's own process. */
  readonly xt: Float32Array;
  /** 0..T-1. */
  readonly t: number;
  /** The digit, for a network that is told. */
  readonly label: number | null;
}

/** The network that samples come from until the run's own has been trained. */
export interface PretrainedReport {
  readonly steps: number;
  /** Mean squared error on test images. */
  readonly evaluationLoss: number;
}

/** All commands that refer to a run bear its id; the engine drops those of an older run. */
export type Command =
  /** The first message. `base` is the page's own base URL, below which data and wasm files lie. */
  | {
      readonly type: 'start';
      readonly base: string;
      readonly choice: DeviceChoice;
      /** How the right to save is claimed: `take` where this tab had it before. */
      readonly claim: 'ask' | 'take';
    }
  /** Another device: a run goes on there with its weights. */
  | { readonly type: 'device'; readonly choice: DeviceChoice }
  /** A new run: data, model and optimiser are built afresh; nothing starts. */
  | {
      readonly type: 'run';
      readonly runId: number;
      /** Under which it will be kept. */
      readonly id: string;
      readonly config: RunConfig;
      readonly drawings: Drawings | null;
    }
  /** The whole run, read between two steps. */
  | { readonly type: 'readRun'; readonly runId: number }
  /** A run from a file takes the place of the present one, if it can be gone on with, and is kept under `id`. */
  | { readonly type: 'openFile'; readonly runId: number; readonly id: string; readonly run: PortableRun }
  /** A run that was kept takes the place of the present one, if it is whole; `sound`: as it was before its loss broke. */
  | {
      readonly type: 'open';
      readonly runId: number;
      readonly id: string;
      readonly which: 'newest' | 'sound';
    }
  /** Saves at once what is not saved yet. */
  | { readonly type: 'save'; readonly runId: number }
  /** This tab saves from now on, and the one that did no longer. */
  | { readonly type: 'takeOver' }
  /** Are you there? */
  | { readonly type: 'ping' }
  /** New values for parameters that do not need a restart. */
  | { readonly type: 'retune'; readonly runId: number; readonly config: RunConfig }
  | { readonly type: 'train'; readonly runId: number; readonly action: 'start' | 'pause' | 'step' }
  /** Preview samples at once. */
  | { readonly type: 'preview'; readonly runId: number }
  | ({ readonly type: 'sample'; readonly runId: number; readonly sampleId: number } & SampleOrder)
  | { readonly type: 'cancelSample'; readonly sampleId: number }
  | DenoiseCommand
  | InspectCommand
  /** The page has taken one frame; at most two are on their way. */
  | { readonly type: 'frameTaken'; readonly sampleId: number }
  /** Images of the data set, for the forward panel: handed out in the data set's order from `start`. */
  | { readonly type: 'images'; readonly runId: number; readonly start: number; readonly count: number }
  | AnalysisCommand;

export interface TrainEvent {
  readonly type: 'train';
  readonly runId: number;
  /** Steps done. */
  readonly step: number;
  /** Losses of the steps `step - losses.length + 1 .. step`. */
  readonly losses: Float32Array;
  /** Mean loss of each tenth of the noise levels over these steps, NaN where none was drawn. */
  readonly lossByT: Float32Array;
  /** t and loss of every image of these steps, in their order. */
  readonly times: Int32Array;
  readonly lossByImage: Float32Array;
  readonly stepMs: number;
  readonly imagesSeen: number;
}

export interface SampleFrame {
  readonly type: 'frame';
  readonly runId: number;
  readonly sampleId: number;
  /** 0 is the first step, from pure noise; a sampling may begin later. The last frame has `seq === total - 1`. */
  readonly seq: number;
  readonly total: number;
  readonly row: SamplerRow;
  /** [count, 28, 28] each. `xt` is what the step starts from, `xPrev` what it leads to. */
  readonly count: number;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
  /** The fresh noise that the step added, or null where it added none. */
  readonly z: Float32Array | null;
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

/** The averaged weights' answer to a `DenoiseCommand`; images [28, 28]. */
export interface DenoisedEvent {
  readonly type: 'denoised';
  readonly runId: number;
  readonly requestId: number;
  /** Training steps behind the weights. */
  readonly step: number;
  readonly t: number;
  /** What the network said, in terms of its target. */
  readonly answer: Float32Array;
  /** What that means, limited as samples are. */
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
}

/** A kept run has become the present one; `ready` and `state` follow. */
export interface OpenedEvent {
  readonly type: 'opened';
  readonly runId: number;
  readonly id: string;
  readonly name: string;
  readonly config: RunConfig;
  readonly step: number;
  /** Milliseconds since 1970; null for a run from a file, which is saved here only then. */
  readonly savedAt: number | null;
  readonly imagesSeen: number;
  /** Of the steps up to `step`. */
  readonly losses: Float32Array;
  /** Why it does not go on bit for bit as it would have; null where it does. */
  readonly notIdentical: string | null;
  /** Steps of newer checkpoints that were damaged. */
  readonly damaged: readonly number[];
}

/** Whether the device has failed or the loss broke: then the page offers more than a sentence. */
export type FailureCause = 'loss' | 'lost' | 'memory' | 'refused' | 'other';

/** Of which steps the engine keeps the averaged weights, to sample with. */
export interface SnapshotsEvent {
  readonly type: 'snapshots';
  readonly runId: number;
  /** Rising. */
  readonly steps: readonly number[];
  readonly bytes: number;
}

export type TrainingState = 'idle' | 'running' | 'paused' | 'finished';

export type Event =
  | { readonly type: 'device'; readonly report: DeviceReport }
  /** What the engine prepares; `fraction` in [0, 1], 1 being its end, or null where it is not known. */
  | { readonly type: 'progress'; readonly label: string; readonly fraction: number | null }
  | {
      readonly type: 'ready';
      readonly runId: number;
      readonly dataset: DatasetHandle;
      readonly model: ModelReport;
      /** Null where there is none that fits the settings. */
      readonly pretrained: PretrainedReport | null;
    }
  | { readonly type: 'state'; readonly runId: number; readonly state: TrainingState }
  | { readonly type: 'runRead'; readonly runId: number; readonly run: PortableRun }
  | TrainEvent
  | PreviewEvent
  | SampleFrame
  | DenoisedEvent
  | InspectedEvent
  | SnapshotsEvent
  | AnalysisEvent
  | { readonly type: 'sampleDone'; readonly sampleId: number; readonly outcome: 'finished' | 'cancelled' }
  | {
      readonly type: 'images';
      readonly runId: number;
      readonly start: number;
      /** [n, 28, 28], 0..255. */
      readonly pixels: Uint8Array;
      readonly labels: Uint8Array | null;
    }
  | OpenedEvent
  /** Steps up to `step` lie on the disk, under `id`. */
  | {
      readonly type: 'saved';
      readonly runId: number;
      readonly id: string;
      readonly step: number;
      readonly at: number;
    }
  /** Training goes on, but what it gains is not kept. */
  | { readonly type: 'notSaved'; readonly runId: number; readonly message: string; readonly advice: string }
  /** Whether this tab may save. */
  | { readonly type: 'role'; readonly writes: boolean }
  | { readonly type: 'pong' }
  /** Something failed. `runId` says in which run, where it was one. */
  | {
      readonly type: 'failure';
      readonly runId: number | null;
      readonly cause: FailureCause;
      readonly message: string;
      /** What the person can do about it. */
      readonly advice: string;
    };
