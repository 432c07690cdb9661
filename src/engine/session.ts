/**
 * The engine: hears commands, owns the device and the present run, and lets training, previews and sampling share the
 * worker. Commands that build something wait for each other; pausing and cancelling never wait.
 */

import type { RunConfig } from '../config/runConfig.ts';
import { DataError } from '../data/dataError.ts';
import { fetchBelow } from '../data/fetchBytes.ts';
import { PIXELS } from '../data/imageSet.ts';
import type { Command, DeviceChoice, Drawings, TrainingState as Phase } from '../protocol/messages.ts';
import { chooseDevice } from './chooseDevice.ts';
import { ImageLoader } from './loadImages.ts';
import { openRun, type Run } from './openRun.ts';
import { previewJob } from './previewJob.ts';
import { SampleCredit, sampleJob } from './sampleJob.ts';
import { type Job, Scheduler } from './scheduler.ts';
import type { Send } from './send.ts';
import { LossBroke, type TrainingControls, trainingJob } from './trainingJob.ts';
import { TrainingMeter } from './trainingMeter.ts';

interface Present {
  readonly runId: number;
  readonly run: Run;
  readonly controls: TrainingControls;
  readonly meter: TrainingMeter;
  training: Job | null;
  preview: Job | null;
}

export class Session {
  private readonly scheduler = new Scheduler((error, job) => this.jobFailed(error, job));
  private readonly samples = new Map<number, { readonly job: Job; readonly credit: SampleCredit }>();
  private present: Present | null = null;
  private newestRunId = -1;
  private building: Promise<void> = Promise.resolve();
  private base = '';
  private loader: ImageLoader | null = null;

  constructor(private readonly send: Send) {}

  receive(command: Command): void {
    switch (command.type) {
      case 'start':
        this.inTurn(null, () => this.start(command.base, command.choice));
        break;
      case 'device':
        this.inTurn(null, () => this.changeDevice(command.choice));
        break;
      case 'run':
        this.newestRunId = command.runId;
        this.inTurn(command.runId, () => this.build(command.runId, command.config, command.drawings));
        break;
      case 'retune':
        this.withRun(command.runId, present => {
          present.controls.config = command.config;
        });
        break;
      case 'train':
        if (command.action === 'pause') this.pause(command.runId);
        else this.withRun(command.runId, present => this.train(present, command.action === 'step'));
        break;
      case 'preview':
        this.withRun(command.runId, present => this.startPreview(present));
        break;
      case 'sample':
        this.withRun(command.runId, present => this.sample(present, command.sampleId, command.config));
        break;
      case 'cancelSample': {
        const sample = this.samples.get(command.sampleId);
        if (sample) void this.stopSample(command.sampleId, sample.job);
        break;
      }
      case 'frameTaken':
        this.samples.get(command.sampleId)?.credit.frameTaken();
        break;
      case 'images':
        this.withRun(command.runId, present => this.sendImages(present, command.start, command.count));
        break;
      default:
        command satisfies never;
    }
  }

  private inTurn(runId: number | null, task: () => Promise<void>): void {
    this.building = this.building.then(task).catch((error: unknown) => this.report(error, runId));
  }

  /** Once everything before is built: `task` with the run of that id, or nothing where it is no longer the present one. */
  private withRun(runId: number, task: (present: Present) => void): void {
    this.inTurn(runId, async () => {
      const present = this.ofRun(runId);
      if (present) task(present);
    });
  }

  private ofRun(runId: number): Present | null {
    return this.present?.runId === runId ? this.present : null;
  }

  private async start(base: string, choice: DeviceChoice): Promise<void> {
    this.base = base;
    this.loader = new ImageLoader(fetchBelow(new URL('data/', base).href));
    await this.takeDevice(choice);
  }

  private async takeDevice(choice: DeviceChoice): Promise<void> {
    this.send({ type: 'progress', label: 'Looking for a device to compute on', fraction: null });
    this.send({ type: 'device', report: await chooseDevice(choice, this.base) });
  }

  private async changeDevice(choice: DeviceChoice): Promise<void> {
    const { present } = this;
    if (!present) return this.takeDevice(choice);
    const wasRunning = present.controls.phase === 'running';
    const state = await this.close(present);
    await this.takeDevice(choice);
    const run = openRun(present.run.config, present.run.images, state);
    this.adopt(present.runId, run, present.controls.config, state.step > 0 ? 'paused' : 'idle');
    if (wasRunning && this.present) this.train(this.present, false);
  }

  private async build(runId: number, config: RunConfig, drawings: Drawings | null): Promise<void> {
    if (runId !== this.newestRunId) return;
    if (this.present) await this.close(this.present);
    const images = await this.loader!.load(config, drawings, (label, fraction) =>
      this.send({ type: 'progress', label, fraction }),
    );
    if (images.count === 0) throw new DataError('No image is left.', 'Choose at least one digit.');
    this.adopt(runId, openRun(config, images), config, 'idle');
  }

  private adopt(runId: number, run: Run, config: RunConfig, phase: Phase): void {
    const meter = new TrainingMeter(runId, run.process.T, event =>
      this.send(event, [event.losses.buffer as ArrayBuffer, event.lossByT.buffer as ArrayBuffer]),
    );
    const controls: TrainingControls = { config, phase, stepsLeft: 0 };
    this.present = { runId, run, controls, meter, training: null, preview: null };
    const { paramCount, flopsPerImage } = run.network;
    this.send({
      type: 'ready',
      runId,
      dataset: { name: config.dataset, count: run.images.count, hasLabels: run.images.labels !== null },
      model: { parameters: paramCount, flopsPerImage },
    });
    this.send({ type: 'state', runId, state: phase });
  }

  /** Ends everything that the run is doing and frees its tensors. Returns its weights. */
  private async close(present: Present) {
    const jobs = [present.training, present.preview].filter(job => job !== null);
    await Promise.all([
      ...jobs.map(job => this.scheduler.stop(job)),
      ...[...this.samples].map(([sampleId, { job }]) => this.stopSample(sampleId, job)),
    ]);
    const state = await present.run.network.readState();
    present.run.network.dispose();
    this.present = null;
    return state;
  }

  private train(present: Present, single: boolean): void {
    const { controls, run, meter } = present;
    controls.stepsLeft = single ? 1 : Number.POSITIVE_INFINITY;
    if (controls.phase === 'running') return;
    this.setPhase(present, 'running');
    const surroundings = {
      ...run,
      meter,
      preview: () => this.startPreview(present),
      phaseChanged: (phase: Phase) => this.setPhase(present, phase),
    };
    present.training = trainingJob(controls, surroundings);
    this.scheduler.add(present.training);
  }

  private pause(runId: number): void {
    const present = this.ofRun(runId);
    if (present?.controls.phase === 'running') present.controls.stepsLeft = 0;
  }

  private setPhase(present: Present, phase: Phase): void {
    present.controls.phase = phase;
    this.send({ type: 'state', runId: present.runId, state: phase });
  }

  private startPreview(present: Present): void {
    if (present.preview) return;
    const { runId, run, controls } = present;
    const done = () => {
      present.preview = null;
    };
    present.preview = previewJob(runId, run, controls.config, this.send, done);
    this.scheduler.add(present.preview);
  }

  private sample(present: Present, sampleId: number, config: RunConfig): void {
    const { runId, run } = present;
    const credit = new SampleCredit();
    const done = (outcome: 'finished' | 'cancelled') => this.endSample(sampleId, outcome);
    const job = sampleJob({ runId, sampleId, run, config, credit, send: this.send, done });
    this.samples.set(sampleId, { job, credit });
    this.scheduler.add(job);
  }

  /** A job that had no turn yet ends without a word of its own. */
  private async stopSample(sampleId: number, job: Job): Promise<void> {
    await this.scheduler.stop(job);
    this.endSample(sampleId, 'cancelled');
  }

  private endSample(sampleId: number, outcome: 'finished' | 'cancelled'): void {
    if (this.samples.delete(sampleId)) this.send({ type: 'sampleDone', sampleId, outcome });
  }

  private sendImages({ runId, run }: Present, start: number, count: number): void {
    const { images, labels } = run.images;
    this.send({
      type: 'images',
      runId,
      start,
      pixels: images.slice(start * PIXELS, (start + count) * PIXELS),
      labels: labels?.slice(start, start + count) ?? null,
    });
  }

  private jobFailed(error: unknown, job: Job): void {
    const { present } = this;
    if (present?.training === job && present.controls.phase === 'running') this.setPhase(present, 'paused');
    this.report(error, present?.runId ?? null);
  }

  private report(error: unknown, runId: number | null): void {
    const message = error instanceof Error ? error.message : String(error);
    this.send({ type: 'failure', runId, message, advice: adviceFor(error) });
  }
}

function adviceFor(error: unknown): string {
  if (error instanceof DataError) return error.advice;
  if (error instanceof LossBroke) return 'Lower the learning rate and press Reset. Nothing else was lost.';
  return 'Try again; if it happens again, choose another device or a smaller model.';
}
