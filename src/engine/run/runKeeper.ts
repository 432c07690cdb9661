/** Saves the present run: when, what beside its weights, and what the page hears of it. */
import type { RunConfig } from '../../config/runConfig.ts';
import { runName } from '../../config/runName.ts';
import { bytesToUnit, unitToBytes } from '../../data/normalise.ts';
import type { TrainingState } from '../../runtime/networkRuntime.ts';
import { type Checkpoint, CheckpointError, hashOf, packCheckpoint } from '../../storage/checkpoint.ts';
import type { PortableRun } from '../../storage/portableRun.ts';
import { type KeptRun, NotTheWriter, RunMovedOn, type RunStorage } from '../../storage/runStorage.ts';
import type { Maker, Thumbnails } from '../../storage/tables.ts';
import type { Preview } from '../training/preview.ts';
import type { Trained } from '../training/trainingMeter.ts';
import type { Run } from './openRun.ts';
import type { RunReport } from './runReport.ts';
import type { Writer } from './writer.ts';

const EVERY_MS = 20_000;
const EVERY_STEPS = 500;
/** Where 500 steps take less than this, the disk is not written without end. */
const LEAST_MS = 5_000;

export interface KeeperSurroundings {
  readonly storage: RunStorage;
  readonly writer: Writer;
  readonly report: (report: RunReport) => void;
  readonly maker: () => Maker;
  /** A name for a run that nobody has. */
  readonly newId: () => string;
}

/** What is kept of a run beside its weights. It outlives a change of device. */
export interface RunMemory {
  id: string;
  name: string;
  losses: Float32Array;
  imagesSeen: number;
  thumbnails: Thumbnails | null;
  /** The newest generation that the next one follows; 0 where none was saved. */
  follows: number;
  savedStep: number;
}

export const freshMemory = (id: string, config: RunConfig): RunMemory => ({
  id,
  name: runName(config),
  losses: new Float32Array(0),
  imagesSeen: 0,
  thumbnails: null,
  follows: 0,
  savedStep: 0,
});

/** Of a run from a file, of which nothing is saved here yet: not even where no step was made since. */
export const givenMemory = (id: string, name: string, { losses, imagesSeen }: Checkpoint): RunMemory => ({
  id,
  name,
  losses,
  imagesSeen,
  thumbnails: null,
  follows: 0,
  savedStep: -1,
});

export const openedMemory = ({ record, checkpoint }: KeptRun): RunMemory => ({
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
export interface KeptRunNow {
  readonly run: Run;
  readonly config: () => RunConfig;
  readonly running: () => boolean;
}

export class RunKeeper {
  private readonly imagesBefore: number;
  private dataSha256: string | null = null;
  private triedAt = performance.now();
  private writing: Promise<void> | null = null;

  constructor(
    private readonly now: KeptRunNow,
    readonly memory: RunMemory,
    private readonly around: KeeperSurroundings,
  ) {
    this.imagesBefore = memory.imagesSeen;
  }

  /** Of the training images, computed once. */
  get dataHash(): string {
    this.dataSha256 ??= hashOf(this.now.run.images.images);
    return this.dataSha256;
  }

  /** Remembers what the page is about to be told, and counts the images of earlier sittings in. */
  trained(event: Trained): Trained {
    const { memory } = this;
    const losses = new Float32Array(memory.losses.length + event.losses.length);
    losses.set(memory.losses);
    losses.set(event.losses, memory.losses.length);
    memory.losses = losses;
    memory.imagesSeen = this.imagesBefore + event.imagesSeen;
    return { ...event, imagesSeen: memory.imagesSeen };
  }

  previewed({ step, count, ema, raw }: Preview): void {
    const bytes = (unit: Float32Array) => new Uint8Array(unitToBytes(unit).buffer as ArrayBuffer);
    this.memory.thumbnails = { step, count, ema: bytes(ema), raw: bytes(raw) };
  }

  /** Whether it is time to save. */
  get due(): boolean {
    if (this.writing || !this.around.writer.writes) return false;
    const steps = this.now.run.network.step - this.memory.savedStep;
    const elapsed = performance.now() - this.triedAt;
    return (steps > 0 && elapsed >= EVERY_MS) || (steps >= EVERY_STEPS && elapsed >= LEAST_MS);
  }

  /** Reads the state, of which every loss has been told, and writes it beside whatever comes next. Never throws. */
  async save(): Promise<void> {
    if (!this.wanted) return;
    this.triedAt = performance.now();
    const { losses, imagesSeen } = this.memory;
    try {
      this.write(await this.now.run.network.readState(), losses, imagesSeen);
    } catch (error) {
      this.notSaved(error);
    }
  }

  /** As `save`, with a state that has been read; resolves when it lies on the disk or could not be saved. */
  async saveState(state: TrainingState): Promise<void> {
    await this.writing;
    if (this.wanted) this.write(state, this.memory.losses, this.memory.imagesSeen);
    await this.writing;
  }

  private get wanted(): boolean {
    const last = this.memory.losses.at(-1);
    const broke = last !== undefined && !Number.isFinite(last);
    return this.now.run.network.step !== this.memory.savedStep && !broke && this.around.writer.writes;
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
    const { losses, imagesSeen, name } = this.memory;
    const state = await this.now.run.network.readState();
    return {
      name,
      checkpoint: packCheckpoint(this.checkpointOf(state, losses, imagesSeen)),
      drawings: this.drawings?.slice() ?? null,
    };
  }

  private get drawings(): Uint8Array | null {
    const { config, images } = this.now.run;
    return config.dataset === 'drawings' ? images.images : null;
  }

  private checkpointOf(state: TrainingState, losses: Float32Array, imagesSeen: number): Checkpoint {
    const { step, params, ema, adamM, adamV } = state;
    const { config } = this.now;
    const data = { dataSha256: this.dataHash, maker: this.around.maker() };
    return { config: config(), step, params, ema, adamM, adamV, losses, imagesSeen, ...data };
  }

  private async put(state: TrainingState, losses: Float32Array, imagesSeen: number): Promise<void> {
    const { storage, writer, report } = this.around;
    const { running } = this.now;
    const { id, name, follows, thumbnails } = this.memory;
    const { step } = state;
    const checkpoint = this.checkpointOf(state, losses, imagesSeen);
    const { drawings } = this;
    const at = Date.now();
    await writer.confirm();
    const record = await storage.save(
      { id, name, follows, at, checkpoint, running: running(), drawings, thumbnails },
      writer.id,
    );
    this.memory.follows = record.checkpoints.at(-1)!.generation;
    this.memory.savedStep = step;
    report({ saved: { id, step, at } });
  }

  private notSaved(error: unknown): void {
    const { memory } = this;
    if (error instanceof NotTheWriter) this.around.writer.end();
    else if (error instanceof RunMovedOn) {
      // What was trained here will be kept beside what was trained there.
      memory.id = this.around.newId();
      memory.name = `${memory.name}, from another tab`;
      memory.follows = 0;
    } else this.around.report({ notSaved: reasonOf(error) });
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
