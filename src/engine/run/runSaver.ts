/** Saves the present run: when, what beside its weights, and what the page hears of it. */
import type { RunConfig } from '../../config/runConfig.ts';
import { runName } from '../../config/runName.ts';
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
import type { Maker, Thumbnails } from '../../storage/tables.ts';
import type { Preview } from '../training/preview.ts';
import type { Trained } from '../training/trainingMeter.ts';
import type { BuiltRun } from './buildRun.ts';
import type { RunReport } from './runReport.ts';
import type { Writer } from './writer.ts';

const EVERY_MS = 20_000;
const EVERY_STEPS = 500;
/** Where 500 steps take less than this, the disk is not written without end. */
const LEAST_MS = 5_000;

export interface SaverDependencies {
  readonly storage: RunStorage;
  readonly writer: Writer;
  readonly report: (report: RunReport) => void;
  readonly maker: () => Maker;
  /** A name for a run that nobody has. */
  readonly newId: () => string;
}

/** What is kept of a run beside its weights. It outlives a change of device. */
export interface RunHistory {
  id: string;
  name: string;
  losses: Float32Array;
  imagesSeen: number;
  thumbnails: Thumbnails | null;
  /** The newest generation that the next one follows; 0 where none was saved. */
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

/** Of a run from a file, of which nothing is saved here yet: not even where no step was made since. */
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

/** The kept preview as the page was told it. */
export const previewOf = ({ step, count, ema, raw }: Thumbnails): Preview => ({
  step,
  count,
  ema: bytesToUnit(ema),
  raw: bytesToUnit(raw),
});

/** The run as it is at this moment. */
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

  /** Of the training images, computed once. */
  get dataHash(): string {
    this.dataSha256 ??= hashOf(this.toSave.run.images.images);
    return this.dataSha256;
  }

  /** Remembers what the page is about to be told, and counts the images of earlier sittings in. */
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

  /** Reads the state, of which every loss has been told, and writes it beside whatever comes next. Never throws. */
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

  /** As `save`, with a state that has been read; resolves when it lies on the disk or could not be saved. */
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

  /** The run as a file holds it: of the step that is done, whether or not it can be saved here. */
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
    return config.dataset === 'drawings' ? images.images : null;
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
      // What was trained here will be kept beside what was trained there.
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
      advice: 'Training goes on. Delete other runs, or export this one before the tab closes.',
    };
  }
  return {
    message: `The run is not saved: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Training goes on. Export the run before the tab closes.',
  };
}
