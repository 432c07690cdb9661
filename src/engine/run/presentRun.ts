/** The run that is open: trains, previews, samples and saves it. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import { type Stored, sizeOf } from '../../data/shape.ts';
import type { Runtime, TrainingState } from '../../runtime/networkRuntime.ts';
import type { AnalysedRun } from '../analyses/analysis.ts';
import type { Judging } from '../analyses/judging.ts';
import { type Answer, answer, type Question } from '../sampling/answer.ts';
import { frozenDenoiser } from '../sampling/frozenDenoiser.ts';
import { type Denoiser, keptDenoiser } from '../sampling/keptDenoiser.ts';
import { type SampleFrame, sampleJob } from '../sampling/sample.ts';
import type { SampleOrder } from '../sampling/sampleOrder.ts';
import { askedAsTrained } from '../sampling/toldTime.ts';
import { previewJob } from '../training/preview.ts';
import { type Snapshot, Snapshots } from '../training/snapshots.ts';
import { type TrainingControls, trainingJob } from '../training/trainingJob.ts';
import { TrainingMeter } from '../training/trainingMeter.ts';
import { type Job, RunTurns, type Turns } from '../turns/turns.ts';
import type { BuiltRun } from './buildRun.ts';
import { pretrainedReport } from './pretrained.ts';
import type { Phase, RunReport } from './runReport.ts';
import { type RunHistory, RunSaver, type SaverDependencies } from './runSaver.ts';

export interface PresentDependencies {
  readonly turns: Turns;
  readonly saving: Omit<SaverDependencies, 'report'>;
  readonly runtime: Runtime;
  /** Snapshots taken before the run moved to this device. */
  readonly kept: readonly Snapshot[];
  readonly heldOut: (config: RunConfig) => Promise<ImageSet | null>;
  readonly judging: Judging;
  readonly report: (report: RunReport) => void;
  /** Called with a failure that no call is waiting for. */
  readonly fail: (error: unknown) => void;
}

export class PresentRun {
  readonly saver: RunSaver;
  readonly snapshots: Snapshots;
  private readonly turns: RunTurns;
  private readonly controls: TrainingControls;
  private readonly meter: TrainingMeter;
  private saveAsked = false;
  private training: Promise<void> | null = null;
  private previewing: Promise<void> | null = null;

  constructor(
    readonly runId: number,
    readonly run: BuiltRun,
    history: RunHistory,
    private readonly deps: PresentDependencies,
  ) {
    const { report, saving } = deps;
    const { config, process, network, images } = run;
    this.turns = new RunTurns(deps.turns);
    this.controls = { config, phase: network.step > 0 ? 'paused' : 'idle', stepsLeft: 0 };
    const toSave = { run, config: () => this.config, running: () => this.running };
    this.saver = new RunSaver(toSave, history, { ...saving, report });
    const tell = (steps: readonly number[], bytes: number) => report({ snapshots: { steps, bytes } });
    this.snapshots = new Snapshots(network, tell, deps.kept);
    this.meter = new TrainingMeter(process.T, trained => report({ trained: this.saver.trained(trained) }));
    report({
      ready: {
        dataset: { name: config.dataset, count: images.count, hasLabels: images.labels !== null },
        model: { parameters: network.paramCount, flopsPerImage: network.flopsPerImage },
        pretrained: run.pretrained && pretrainedReport(run.pretrained.info),
      },
      phase: this.controls.phase,
    });
  }

  /** Includes every change made since the run was built. */
  get config(): RunConfig {
    return this.controls.config;
  }

  get running(): boolean {
    return this.controls.phase === 'running';
  }

  retune(config: RunConfig): void {
    this.controls.config = config;
  }

  /**
   * Trains until the signal aborts, the last step is done, or, if `single`, one step is done. If training is running,
   * changes only when it stops.
   *
   * @throws LossBroke if the loss is no longer a number; whatever the device throws.
   */
  train(single: boolean, signal: AbortSignal): Promise<void> {
    this.controls.stepsLeft = single ? 1 : Number.POSITIVE_INFINITY;
    signal.addEventListener('abort', () => this.pause());
    if (!this.running) {
      this.setPhase('running');
      this.training = this.trainOn();
    }
    return this.training!;
  }

  private async trainOn(): Promise<void> {
    const { controls, run, meter } = this;
    const job = trainingJob(controls, {
      ...run,
      meter,
      preview: () => void this.preview().catch(this.deps.fail),
      stepDone: async () => {
        await this.snapshots.offer(this.config.previewEvery);
        if (this.saveAsked || this.saver.due) await this.saveNow();
      },
      phaseChanged: phase => this.setPhase(phase),
    });
    try {
      await this.turns.finish(job, NEVER);
    } catch (error) {
      if (this.running) this.setPhase('paused');
      throw error;
    }
  }

  /** Pauses after the step in progress. */
  pause(): void {
    if (this.running) this.controls.stepsLeft = 0;
  }

  /** Samples, always from the same noise. Joins a preview in progress. */
  preview(): Promise<void> {
    this.previewing ??= this.makePreview().finally(() => {
      this.previewing = null;
    });
    return this.previewing;
  }

  private async makePreview(): Promise<void> {
    for await (const preview of this.turns.share(previewJob(this.run, this.config), NEVER)) {
      this.saver.previewed(preview);
      this.deps.report({ preview });
    }
  }

  sample(order: SampleOrder, signal: AbortSignal): AsyncGenerator<SampleFrame> {
    return this.turns.share(
      sampleJob(order, () => this.denoiser(order)),
      signal,
    );
  }

  private async denoiser({ weightsOf, networkOf, config }: SampleOrder): Promise<Denoiser> {
    const { run, snapshots, deps } = this;
    if (networkOf !== undefined)
      return keptDenoiser(deps.saving.storage, deps.runtime, networkOf, config.weights);
    const network =
      weightsOf === undefined
        ? frozenDenoiser(run, config)
        : askedAsTrained(run.config, snapshots.freeze(weightsOf));
    return { process: run.process, network };
  }

  answer(question: Question, signal: AbortSignal): Promise<Answer> {
    return this.turns.take(() => answer(this.run, this.config, question), signal);
  }

  analyse<Order, Found>(
    analysis: (run: AnalysedRun, order: Order) => Job<Found>,
    order: Order,
    signal: AbortSignal,
  ): AsyncGenerator<Found> {
    const { run, config } = this;
    const { runtime, judging } = this.deps;
    const heldOut = () => this.deps.heldOut(config);
    const denoiser = (asked: SampleOrder) => this.denoiser(asked);
    const analysed = { ...run, config, runtime, heldOut, denoiser, judging };
    return this.turns.share(analysis(analysed, order), signal);
  }

  /** `count` images of the data set, starting at `start`. */
  images(start: number, count: number): { pixels: Stored; labels: Uint8Array | null } {
    const { images, labels, shape } = this.run.images;
    const size = sizeOf(shape);
    return {
      pixels: images.slice(start * size, (start + count) * size),
      labels: labels?.slice(start, start + count) ?? null,
    };
  }

  /** The whole run at one step, read in a turn of its own. */
  read(signal: AbortSignal) {
    return this.turns.take(() => this.saver.portable(), signal);
  }

  /** During training, saves after the step in progress, whose weights change before its loss is recorded. */
  save(): void {
    if (this.running) this.saveAsked = true;
    else void this.saveNow();
  }

  /** Pauses and saves; returns whether every step is on disk. */
  async keep(): Promise<boolean> {
    this.pause();
    // `train` reports its failure to its own caller.
    await this.training?.catch(() => {});
    const { network } = this.run;
    this.meter.flush();
    await this.saver.saveState(await this.turns.take(() => network.readState(), NEVER));
    return this.saver.history.savedStep === network.step;
  }

  private async saveNow(): Promise<void> {
    this.saveAsked = false;
    this.meter.flush();
    await this.saver.save();
  }

  /** Retries a save that failed on pause: the disk was full, or this tab was read-only. */
  saveLate(): void {
    if (!this.running && this.saver.due) this.save();
  }

  /** Ends all jobs of the run, saves it if asked, and frees its tensors. Returns its training state. */
  async close({ save }: { readonly save: boolean }): Promise<TrainingState> {
    await this.turns.end();
    this.meter.flush();
    const { network } = this.run;
    try {
      const state = await network.readState();
      if (save) await this.saver.saveState(state);
      return state;
    } finally {
      network.dispose();
    }
  }

  private setPhase(phase: Phase): void {
    this.controls.phase = phase;
    this.deps.report({ phase });
    if (phase !== 'running') this.save();
  }
}

/** For jobs that only the end of the run cancels. */
const NEVER = new AbortController().signal;
