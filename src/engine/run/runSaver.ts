/** Saves the present run to storage: on a schedule during training, and on request. */
import type { RunConfig } from '../../config/runConfig.ts';
import { runName } from '../../config/runName.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import { bytesToUnit, unitToBytes } from '../../data/normalise.ts';
import type { TrainingState } from '../../runtime/networkRuntime.ts';
import { type Checkpoint, CheckpointError, hashOf, packCheckpoint } from '../../storage/checkpoint.ts';
import type { PortableRun } from '../../storage/portableRun.ts';
import {
  NotTheWriter,
  RunSavedElsewhere,
  type RunStorage,
  type StoredRun,
} from '../../storage/runStorage.ts';
import type { Environment, Thumbnails } from '../../storage/tables.ts';
import type { Preview } from '../training/preview.ts';
import type { Trained } from '../training/trainingMeter.ts';
import type { BuiltRun } from './buildRun.ts';
import type { RunReport } from './runReport.ts';
import type { Writer } from './writer.ts';

const EVERY_MS = 20_000;
const EVERY_STEPS = 500;
/** Least time between saves, for networks so small that 500 steps take less. */
const LEAST_MS = 5_000;

export interface SaverDependencies {
  readonly storage: RunStorage;
  readonly writer: Writer;
  readonly report: (report: RunReport) => void;
  readonly maker: () => Environment;
  /** A new, unique id for a run. */
  readonly newId: () => string;
}

/** What is saved beside the weights. It survives a change of device. */
export interface RunHistory {
  id: string;
  name: string;
  losses: Float32Array;
  imagesSeen: number;
  thumbnails: Thumbnails | null;
  /** The newest saved generation, which the next save follows; 0 if none was saved. */
  follows: number;
  savedStep: number;
}

export const newHistory = (id: string, config: RunConfig): RunHistory => ({
  id,
  name: runName(config),
  losses: new Float32Array(0),
  imagesSeen: 0,
  thumbnails: null,
  follows: 0,
  savedStep: 0,
});

/** For a run from a file: nothing is saved here yet, not even the step it comes with. */
export const importedHistory = (
  id: string,
  name: string,
  { losses, imagesSeen }: Checkpoint,
): RunHistory => ({
  id,
  name,
  losses,
  imagesSeen,
  thumbnails: null,
  follows: 0,
  savedStep: -1,
});

export const storedHistory = ({ record, checkpoint }: StoredRun): RunHistory => ({
  id: record.id,
  name: record.name,
  losses: checkpoint.losses,
  imagesSeen: checkpoint.imagesSeen,
  thumbnails: record.thumbnails,
  follows: record.checkpoints.at(-1)?.generation ?? 0,
  savedStep: checkpoint.step,
});

/** The drawings that a run trains on, [count, height, width, channels]; null if it trains on other data. */
export const drawingsOf = ({ dataset }: RunConfig, { images }: ImageSet): Uint8Array | null =>
  dataset === 'drawings' && images instanceof Uint8Array ? images : null;

/** The saved preview, in the form that the page receives. */
export const previewOf = ({ step, count, ema, raw }: Thumbnails): Preview => ({
  step,
  count,
  ema: bytesToUnit(ema),
  raw: bytesToUnit(raw),
});

/** The run to save; its settings and whether it trains change over time. */
export interface RunToSave {
  readonly run: BuiltRun;
  readonly config: () => RunConfig;
  readonly running: () => boolean;
}

export class RunSaver {
  private readonly imagesBefore: number;
  private dataSha256: string | null = null;
  private triedAt = performance.now();
  private writing: Promise<void> | null = null;

  constructor(
    private readonly toSave: RunToSave,
    readonly history: RunHistory,
    private readonly deps: SaverDependencies,
  ) {
    this.imagesBefore = history.imagesSeen;
  }

  /** SHA-256 of the training images, computed once. */
  get dataHash(): string {
    this.dataSha256 ??= hashOf(this.toSave.run.images.images);
    return this.dataSha256;
  }

  /** Adds a report's losses to the history, and the images seen in earlier sessions to the report. */
  trained(event: Trained): Trained {
    const { history } = this;
    const losses = new Float32Array(history.losses.length + event.losses.length);
    losses.set(history.losses);
    losses.set(event.losses, history.losses.length);
    history.losses = losses;
    history.imagesSeen = this.imagesBefore + event.imagesSeen;
    return { ...event, imagesSeen: history.imagesSeen };
  }

  previewed({ step, count, ema, raw }: Preview): void {
    const bytes = (unit: Float32Array) => new Uint8Array(unitToBytes(unit).buffer as ArrayBuffer);
    this.history.thumbnails = { step, count, ema: bytes(ema), raw: bytes(raw) };
  }

  /** Whether it is time to save. */
  get due(): boolean {
    if (this.writing || !this.deps.writer.writes) return false;
    const steps = this.toSave.run.network.step - this.history.savedStep;
    const elapsed = performance.now() - this.triedAt;
    return (steps > 0 && elapsed >= EVERY_MS) || (steps >= EVERY_STEPS && elapsed >= LEAST_MS);
  }

  /** Reads the state, then writes it while the run continues; all losses must have been recorded. Never throws. */
  async save(): Promise<void> {
    if (!this.wanted) return;
    this.triedAt = performance.now();
    const { losses, imagesSeen } = this.history;
    try {
      this.write(await this.toSave.run.network.readState(), losses, imagesSeen);
    } catch (error) {
      this.notSaved(error);
    }
  }

  /** Like `save`, with a state already read; resolves when it is on disk or the save has failed. */
  async saveState(state: TrainingState): Promise<void> {
    await this.writing;
    if (this.wanted) this.write(state, this.history.losses, this.history.imagesSeen);
    await this.writing;
  }

  private get wanted(): boolean {
    const last = this.history.losses.at(-1);
    const broke = last !== undefined && !Number.isFinite(last);
    return this.toSave.run.network.step !== this.history.savedStep && !broke && this.deps.writer.writes;
  }

  private write(state: TrainingState, losses: Float32Array, imagesSeen: number): void {
    const writing = (this.writing ?? Promise.resolve())
      .then(() => this.put(state, losses, imagesSeen))
      .catch((error: unknown) => this.notSaved(error))
      .finally(() => {
        if (this.writing === writing) this.writing = null;
      });
    this.writing = writing;
  }

  /** The run for export, at the last finished step, whether or not it can be saved here. */
  async portable(): Promise<PortableRun> {
    const { losses, imagesSeen, name } = this.history;
    const state = await this.toSave.run.network.readState();
    return {
      name,
      checkpoint: packCheckpoint(this.checkpointOf(state, losses, imagesSeen)),
      drawings: this.drawings?.slice() ?? null,
    };
  }

  private get drawings(): Uint8Array | null {
    const { config, images } = this.toSave.run;
    return drawingsOf(config, images);
  }

  private checkpointOf(state: TrainingState, losses: Float32Array, imagesSeen: number): Checkpoint {
    const { step, params, ema, adamM, adamV } = state;
    const { config } = this.toSave;
    const data = { dataSha256: this.dataHash, maker: this.deps.maker() };
    return { config: config(), step, params, ema, adamM, adamV, losses, imagesSeen, ...data };
  }

  private async put(state: TrainingState, losses: Float32Array, imagesSeen: number): Promise<void> {
    const { storage, writer, report } = this.deps;
    const { running } = this.toSave;
    const { id, name, follows, thumbnails } = this.history;
    const { step } = state;
    const checkpoint = this.checkpointOf(state, losses, imagesSeen);
    const { drawings } = this;
    const at = Date.now();
    await writer.confirm();
    const record = await storage.save(
      { id, name, follows, at, checkpoint, running: running(), drawings, thumbnails },
      writer.id,
    );
    this.history.follows = record.checkpoints.at(-1)!.generation;
    this.history.savedStep = step;
    report({ saved: { id, step, at } });
  }

  private notSaved(error: unknown): void {
    const { history } = this;
    if (error instanceof NotTheWriter) this.deps.writer.end();
    else if (error instanceof RunSavedElsewhere) {
      // Another tab has saved this run meanwhile: this one continues as a run of its own.
      history.id = this.deps.newId();
      history.name = `${history.name}, from another tab`;
      history.follows = 0;
    } else this.deps.report({ notSaved: reasonOf(error) });
  }
}

function reasonOf(error: unknown): { message: string; advice: string } {
  if (error instanceof CheckpointError) return { message: error.message, advice: '' };
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  if (full) {
    return {
      message: 'The run is not saved: this browser has no space left.',
      advice: 'Training continues. Delete other runs, or export this one before the tab closes.',
    };
  }
  return {
    message: `The run is not saved: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Training continues. Export the run before the tab closes.',
  };
}
