/** What the engine reports about a run, from its opening until it is replaced. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { PretrainedReport } from '../../data/pretrained.ts';
import type { Preview } from '../training/preview.ts';
import type { Trained } from '../training/trainingMeter.ts';

export type Phase = 'idle' | 'running' | 'paused' | 'finished';

export interface Ready {
  readonly dataset: {
    readonly name: RunConfig['dataset'];
    /** Images with one of the chosen digits. */
    readonly count: number;
    readonly hasLabels: boolean;
  };
  readonly model: {
    readonly parameters: number;
    /** Forward pass of one image; a multiply-add counts as two. */
    readonly flopsPerImage: number;
  };
  /** Null if it does not fit the settings. */
  readonly pretrained: PretrainedReport | null;
}

/** A run from storage or a file. */
interface Opened {
  readonly id: string;
  readonly name: string;
  readonly config: RunConfig;
  readonly step: number;
  /** Milliseconds since 1970; null for a run from a file, which is not saved here yet. */
  readonly savedAt: number | null;
  readonly imagesSeen: number;
  /** Of the last steps up to `step`. */
  readonly losses: Float32Array;
  /** [count, height, width, channels] if it trains on drawings. */
  readonly drawings: Uint8Array | null;
  /** Why it will not match an uninterrupted run bit for bit; null if it will. */
  readonly notIdentical: string | null;
  /** Steps of newer checkpoints that were damaged. */
  readonly damaged: readonly number[];
}

/** A report holds only what has changed. */
export interface RunReport {
  /** The first report, unless the run is new. */
  readonly opened?: Opened;
  readonly ready?: Ready;
  readonly phase?: Phase;
  readonly trained?: Trained;
  readonly preview?: Preview;
  /** Steps whose averaged weights are kept to sample with, rising. */
  readonly snapshots?: { readonly steps: readonly number[]; readonly bytes: number };
  /** Steps up to `step` are on disk, under `id`. */
  readonly saved?: { readonly id: string; readonly step: number; readonly at: number };
  /** A save failed; training continues unsaved. */
  readonly notSaved?: { readonly message: string; readonly advice: string };
}
