/** What the engine reports of a run, from its opening until another takes its place. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { PretrainedReport } from '../../data/pretrained.ts';
import type { Preview } from '../training/preview.ts';
import type { Trained } from '../training/trainingMeter.ts';

export type Phase = 'idle' | 'running' | 'paused' | 'finished';

export interface Ready {
  readonly dataset: {
    readonly name: RunConfig['dataset'];
    /** Images left after the choice of digits. */
    readonly count: number;
    readonly hasLabels: boolean;
  };
  readonly model: {
    readonly parameters: number;
    /** Multiply-adds counted as two, forward pass of one image. */
    readonly flopsPerImage: number;
  };
  /** Null where there is none that fits the settings. */
  readonly pretrained: PretrainedReport | null;
}

/** A run that was kept, or comes from a file. */
interface Opened {
  readonly id: string;
  readonly name: string;
  readonly config: RunConfig;
  readonly step: number;
  /** Milliseconds since 1970; null for a run from a file, which is saved here only then. */
  readonly savedAt: number | null;
  readonly imagesSeen: number;
  /** Of the steps up to `step`. */
  readonly losses: Float32Array;
  /** [count, 28, 28], where it trains on drawings. */
  readonly drawings: Uint8Array | null;
  /** Why it does not go on bit for bit as it would have; null where it does. */
  readonly notIdentical: string | null;
  /** Steps of newer checkpoints that were damaged. */
  readonly damaged: readonly number[];
}

/** Each report names what has changed. */
export interface RunReport {
  /** Comes first, but not for a new run. */
  readonly opened?: Opened;
  readonly ready?: Ready;
  readonly phase?: Phase;
  readonly trained?: Trained;
  readonly preview?: Preview;
  /** Of which steps the averaged weights are kept, rising, to sample with. */
  readonly snapshots?: { readonly steps: readonly number[]; readonly bytes: number };
  /** Steps up to `step` lie on the disk, under `id`. */
  readonly saved?: { readonly id: string; readonly step: number; readonly at: number };
  /** Training goes on, but what it gains is not kept. */
  readonly notSaved?: { readonly message: string; readonly advice: string };
}
