/** The run that is open: what trains, previews and saves it, and what the page hears of it. */
import type { RunConfig } from '../../config/runConfig.ts';
import { PIXELS } from '../../data/imageSet.ts';
import { Inside } from '../../experiments/inside/engine/inside.ts';
import type { Event, TrainingState as Phase } from '../../protocol/messages.ts';
import type { SampleOrder } from '../../protocol/sampleOrder.ts';
import type { Runtime, TrainingState } from '../../runtime/networkRuntime.ts';
import { Denoising } from '../sampling/answer.ts';
import { frozenDenoiser } from '../sampling/frozenDenoiser.ts';
import { keptDenoiser } from '../sampling/keptDenoiser.ts';
import type { Samplings } from '../sampling/samplings.ts';
import { askedAsTrained } from '../sampling/toldTime.ts';
import type { Send } from '../send.ts';
import { previewJob } from '../training/previewJob.ts';
import { type Snapshot, Snapshots } from '../training/snapshots.ts';
import { type TrainingControls, trainingJob } from '../training/trainingJob.ts';
import { TrainingMeter } from '../training/trainingMeter.ts';
import type { Job, Scheduler } from '../turns/scheduler.ts';
import type { Run } from './openRun.ts';
import { pretrainedReport } from './pretrained.ts';
import { type KeeperSurroundings, RunKeeper, type RunMemory } from './runKeeper.ts';

export interface PresentSurroundings {
  readonly scheduler: Scheduler;
  readonly samplings: Samplings;
  readonly keeping: KeeperSurroundings;
  readonly runtime: Runtime;
  /** Weights of the run's past, from before it came to this device. */
  readonly kept: readonly Snapshot[];
  readonly send: Send;
}

export class PresentRun {
  readonly keeper: RunKeeper;
  readonly denoising: Denoising;
  readonly inside: Inside;
  readonly snapshots: Snapshots;
  private readonly controls: TrainingControls;
  private readonly meter: TrainingMeter;
  private saveAsked = false;
  private training: Job | null = null;
  private previewing: Job | null = null;

  constructor(
    readonly runId: number,
    readonly run: Run,
    memory: RunMemory,
    private readonly around: PresentSurroundings,
  ) {
    const { send, keeping } = around;
    const { config, process, network, images } = run;
    this.controls = { config, phase: network.step > 0 ? 'paused' : 'idle', stepsLeft: 0 };
    const now = { runId, run, config: () => this.config, running: () => this.running };
    this.keeper = new RunKeeper(now, memory, keeping);
    this.denoising = new Denoising(run, () => this.config, around.scheduler, send);
    this.inside = new Inside(run, around.runtime, () => this.config, around.scheduler, send);
    const tell = (steps: readonly number[], bytes: number) =>
      send({ type: 'snapshots', runId, steps, bytes });
    this.snapshots = new Snapshots(network, tell, around.kept);
    this.meter = new TrainingMeter(runId, process.T, event =>
      send(this.keeper.trained(event), [
        event.losses.buffer as ArrayBuffer,
        event.lossByT.buffer as ArrayBuffer,
      ]),
    );
    send({
      type: 'ready',
      runId,
      dataset: { name: config.dataset, count: images.count, hasLabels: images.labels !== null },
      model: { parameters: network.paramCount, flopsPerImage: network.flopsPerImage },
      pretrained: run.pretrained && pretrainedReport(run.pretrained.info),
    });
    send({ type: 'state', runId, state: this.controls.phase });
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

  train(single: boolean): void {
    const { controls, run, meter } = this;
    controls.stepsLeft = single ? 1 : Number.POSITIVE_INFINITY;
    if (this.running) return;
    this.setPhase('running');
    this.training = trainingJob(controls, {
      ...run,
      meter,
      preview: () => this.preview(),
      stepDone: async () => {
        await this.snapshots.offer(this.config.previewEvery);
        if (this.saveAsked || this.keeper.due) await this.saveNow();
      },
      phaseChanged: phase => this.setPhase(phase),
    });
    this.around.scheduler.add(this.training);
  }

  pause(): void {
    if (this.running) this.controls.stepsLeft = 0;
  }

  preview(): void {
    if (this.previewing) return;
    const { runId, run, controls, around } = this;
    const send = (event: Event) => {
      if (event.type === 'preview') this.keeper.previewed(event);
      around.send(event);
    };
    this.previewing = previewJob(runId, run, controls.config, send, () => {
      this.previewing = null;
    });
    around.scheduler.add(this.previewing);
  }

  sample(sampleId: number, order: SampleOrder): void {
    const { runId, run, snapshots, around } = this;
    const { weightsOf, networkOf, config } = order;
    const own = () =>
      weightsOf === undefined
        ? frozenDenoiser(run, config)
        : askedAsTrained(run.config, snapshots.freeze(weightsOf));
    const denoiser = async () =>
      networkOf === undefined
        ? { process: run.process, network: own() }
        : keptDenoiser(around.keeping.storage, around.runtime, networkOf, config.weights);
    around.samplings.start({ runId, sampleId, order, denoiser });
  }

  sendImages(start: number, count: number): void {
    const { images, labels } = this.run.images;
    this.around.send({
      type: 'images',
      runId: this.runId,
      start,
      pixels: images.slice(start * PIXELS, (start + count) * PIXELS),
      labels: labels?.slice(start, start + count) ?? null,
    });
  }

  /** While it trains, after the step in progress: its weights are there before its loss is. */
  save(): void {
    if (this.running) this.saveAsked = true;
    else void this.saveNow();
  }

  private async saveNow(): Promise<void> {
    this.saveAsked = false;
    this.meter.flush();
    await this.keeper.save();
  }

  /** What could not be saved when it paused, without room or in a tab that only looked on, is saved once it can be. */
  saveLate(): void {
    if (!this.running && this.keeper.due) this.save();
  }

  /** A job threw: where it was the training, that has ended. */
  jobFailed(job: Job): void {
    if (this.training === job && this.running) this.setPhase('paused');
  }

  /** Ends everything that the run is doing, saves it if that is wanted, and frees its tensors. Returns its weights. */
  async close({ save }: { readonly save: boolean }): Promise<TrainingState> {
    const { scheduler, samplings } = this.around;
    const jobs = [this.training, this.previewing].filter(job => job !== null);
    await Promise.all([
      ...jobs.map(job => scheduler.stop(job)),
      this.denoising.stop(),
      this.inside.stop(),
      samplings.stopAll(),
    ]);
    this.meter.flush();
    const { network } = this.run;
    try {
      const state = await network.readState();
      if (save) await this.keeper.saveState(state);
      return state;
    } finally {
      network.dispose();
    }
  }

  private setPhase(phase: Phase): void {
    this.controls.phase = phase;
    this.around.send({ type: 'state', runId: this.runId, state: phase });
    if (phase !== 'running') this.save();
  }
}
