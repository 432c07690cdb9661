/** The run that is open: what trains, previews, samples and saves it. */
import type { RunConfig } from '../../config/runConfig.ts';
import { type ImageSet, PIXELS } from '../../data/imageSet.ts';
import type { Runtime, TrainingState } from '../../runtime/networkRuntime.ts';
import type { AnalysedRun } from '../analyses/analysis.ts';
import { type Answer, answer, type Question } from '../sampling/answer.ts';
import { frozenDenoiser } from '../sampling/frozenDenoiser.ts';
import { keptDenoiser } from '../sampling/keptDenoiser.ts';
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
  /** Weights of the run's past, from before it came to this device. */
  readonly kept: readonly Snapshot[];
  readonly heldOut: (config: RunConfig) => Promise<ImageSet | null>;
  readonly report: (report: RunReport) => void;
  /** Hears what went wrong in something that nobody waits for. */
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

  /** With every change that took effect since the run was built. */
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
   * Trains until the signal aborts, one step is done if `single`, or the last is. Where it trains already, only how
   * long it goes on is new.
   *
   * @throws LossBroke where the loss is no longer a number; what the device throws.
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

  /** After the step in progress. */
  pause(): void {
    if (this.running) this.controls.stepsLeft = 0;
  }

  /** Samples always from the same noise. One that is being made is waited for. */
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
    const { run, snapshots, deps } = this;
    const { weightsOf, networkOf, config } = order;
    const own = () =>
      weightsOf === undefined
        ? frozenDenoiser(run, config)
        : askedAsTrained(run.config, snapshots.freeze(weightsOf));
    const open = async () =>
      networkOf === undefined
        ? { process: run.process, network: own() }
        : keptDenoiser(deps.saving.storage, deps.runtime, networkOf, config.weights);
    return this.turns.share(sampleJob(order, open), signal);
  }

  answer(question: Question, signal: AbortSignal): Promise<Answer> {
    return this.turns.take(() => answer(this.run, this.config, question), signal);
  }

  analyse<Order, Found>(
    analysis: (run: AnalysedRun, order: Order) => Job<Found>,
    order: Order,
    signal: AbortSignal,
  ): AsyncGenerator<Found> {
    const { run, config, deps } = this;
    const heldOut = () => deps.heldOut(config);
    return this.turns.share(analysis({ ...run, config, runtime: deps.runtime, heldOut }, order), signal);
  }

  /** `count` images of the data set from `start`. */
  images(start: number, count: number): { pixels: Uint8Array; labels: Uint8Array | null } {
    const { images, labels } = this.run.images;
    return {
      pixels: images.slice(start * PIXELS, (start + count) * PIXELS),
      labels: labels?.slice(start, start + count) ?? null,
    };
  }

  /** The whole run, read in a turn of its own, so that all of it is of one and the same step. */
  read(signal: AbortSignal) {
    return this.turns.take(() => this.saver.portable(), signal);
  }

  /** While it trains, after the step in progress: its weights are there before its loss is. */
  save(): void {
    if (this.running) this.saveAsked = true;
    else void this.saveNow();
  }

  /** Pauses and saves; whether all of it lies on the disk then. */
  async keep(): Promise<boolean> {
    this.pause();
    // Its failure is told to whoever trains.
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

  /** Ends everything that the run is doing, saves it if that is wanted, and frees its tensors. Returns its weights. */
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

/** The run ends it, if nothing else does. */
const NEVER = new AbortController().signal;
