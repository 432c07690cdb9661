/**
 * The engine: hears commands, owns the device and the present run, and lets training, previews and sampling share the
 * worker. Commands that build something wait for each other; pausing and cancelling never wait.
 */

import type { RunConfig } from '../config/runConfig.ts';
import { DataError } from '../data/dataError.ts';
import { fetchBelow } from '../data/fetchBytes.ts';
import type { Command, DeviceChoice } from '../protocol/messages.ts';
import type { Runtime } from '../runtime/networkRuntime.ts';
import type { RunStorage } from '../storage/runStorage.ts';
import type { Maker } from '../storage/tables.ts';
import { Analyses } from './analyses/analyses.ts';
import type { chooseDevice, Device } from './device/chooseDevice.ts';
import { adviceFor, causeOf } from './device/failures.ts';
import { ImageLoader } from './run/loadImages.ts';
import { type OpenedRun, readGiven, readKept, whyNotIdentical } from './run/openKept.ts';
import { openRun, type Run } from './run/openRun.ts';
import { PresentRun } from './run/presentRun.ts';
import { type PretrainedFile, PretrainedLoader } from './run/pretrained.ts';
import { readRunJob } from './run/readRunJob.ts';
import { freshMemory, previewOf, type RunMemory } from './run/runKeeper.ts';
import { type Locks, Writer } from './run/writer.ts';
import { Samplings } from './sampling/samplings.ts';
import type { Send } from './send.ts';
import type { Snapshot } from './training/snapshots.ts';
import { type Job, Scheduler } from './turns/scheduler.ts';

export interface SessionSurroundings {
  readonly openDevice: typeof chooseDevice;
  readonly storage: RunStorage;
  readonly locks: Locks | undefined;
  /** A name that nothing has yet. */
  readonly newId: () => string;
  readonly build: string;
  readonly browser: string;
}

type Asked<T extends Command['type']> = Extract<Command, { type: T }>;

export class Session {
  private readonly scheduler = new Scheduler((error, job) => this.jobFailed(error, job));
  private readonly samplings: Samplings;
  private readonly writer: Writer;
  private present: PresentRun | null = null;
  private device: Device | null = null;
  private newestRunId = -1;
  private building: Promise<void> = Promise.resolve();
  private base = '';
  private loader: ImageLoader | null = null;
  private pretrained: PretrainedLoader | null = null;
  private readonly analyses = new Analyses(
    this.scheduler,
    () => this.loader!,
    event => this.send(event),
  );

  constructor(
    private readonly send: Send,
    private readonly around: SessionSurroundings,
  ) {
    const { newId, storage, locks } = around;
    this.samplings = new Samplings(this.scheduler, send);
    // Two tabs that train the same run would only undo each other.
    this.writer = new Writer(newId(), storage, locks, send, () => this.present?.pause());
  }

  receive(command: Command): void {
    switch (command.type) {
      case 'start':
        this.inTurn(null, () => this.start(command));
        break;
      case 'device':
        this.inTurn(null, () => this.changeDevice(command.choice));
        break;
      case 'run':
        this.newestRunId = command.runId;
        this.inTurn(command.runId, () => this.build(command));
        break;
      case 'open':
        this.newestRunId = command.runId;
        this.inTurn(null, () => this.openKept(command));
        break;
      case 'openFile':
        this.newestRunId = command.runId;
        this.inTurn(null, () => this.openFile(command));
        break;
      case 'save':
        this.withRun(command.runId, present => present.save());
        break;
      case 'takeOver':
        this.inTurn(null, () => this.writer.claim('take'));
        break;
      case 'ping':
        this.send({ type: 'pong' });
        this.present?.saveLate();
        break;
      case 'retune':
        this.withRun(command.runId, present => present.retune(command.config));
        break;
      case 'readRun':
        this.withRun(command.runId, ({ runId, keeper }) =>
          this.scheduler.add(readRunJob(runId, keeper, this.send)),
        );
        break;
      case 'train':
        if (command.action === 'pause') this.ofRun(command.runId)?.pause();
        else this.withRun(command.runId, present => present.train(command.action === 'step'));
        break;
      case 'preview':
        this.withRun(command.runId, present => present.preview());
        break;
      case 'sample':
        this.withRun(command.runId, present => present.sample(command.sampleId, command));
        break;
      case 'denoise':
        this.withRun(command.runId, present => present.denoising.ask(command));
        break;
      case 'inspect':
        this.withRun(command.runId, present => present.inside.ask(command));
        break;
      case 'cancelSample':
        void this.samplings.stop(command.sampleId);
        break;
      case 'frameTaken':
        this.samplings.frameTaken(command.sampleId);
        break;
      case 'images':
        this.withRun(command.runId, present => present.sendImages(command.start, command.count));
        break;
      case 'floor':
      case 'nearest':
      case 'heldOut':
        this.withRun(command.runId, ({ run, config }) => this.analyses.start(command, { ...run, config }));
        break;
      default:
        command satisfies never;
    }
  }

  private inTurn(runId: number | null, task: () => Promise<void>): void {
    this.building = this.building.then(task).catch((error: unknown) => this.report(error, runId));
  }

  /** Once everything before is built: `task` with the run of that id, or nothing where it is no longer the present one. */
  private withRun(runId: number, task: (present: PresentRun) => void): void {
    this.inTurn(runId, async () => {
      const present = this.ofRun(runId);
      if (present) task(present);
    });
  }

  private ofRun(runId: number): PresentRun | null {
    return this.present?.runId === runId ? this.present : null;
  }

  private async start({ base, choice, claim }: Asked<'start'>): Promise<void> {
    this.base = base;
    this.loader = new ImageLoader(fetchBelow(new URL('data/', base).href));
    this.pretrained = new PretrainedLoader(fetchBelow(new URL('pretrained/', base).href));
    await Promise.all([this.writer.claim(claim), this.takeDevice(choice)]);
  }

  private async takeDevice(choice: DeviceChoice): Promise<void> {
    this.say('Looking for a device to compute on', null);
    this.device?.dispose();
    this.device = null;
    const device = await this.around.openDevice(choice, {
      wasmPath: new URL('wasm/', this.base).href,
      onProgress: this.say,
    });
    this.device = device;
    // It may go while nobody waits for it.
    device.broken?.catch((error: unknown) => {
      if (this.device === device) this.fail(error);
    });
    this.send({ type: 'device', report: device.report });
  }

  private readonly say = (label: string, fraction: number | null): void => {
    this.send({ type: 'progress', label, fraction });
  };

  /** @throws where none has started. */
  private get runtime(): Runtime {
    if (!this.device) throw new Error('No device computes.');
    return this.device.runtime;
  }

  private maker(): Maker {
    const { backend = 'none', detail = '' } = this.device?.report ?? {};
    const { build, browser } = this.around;
    return { build, browser, device: `${backend}: ${detail}` };
  }

  private async changeDevice(choice: DeviceChoice): Promise<void> {
    const { present } = this;
    if (!present) return this.takeDevice(choice);
    const { run, running, config, runId, keeper, snapshots } = present;
    const state = await this.close(present);
    await this.takeDevice(choice);
    const pretrained = await this.pretrainedFor(run.config);
    const opened = { ...openRun(this.runtime, run.config, run.images, state, pretrained), config };
    this.adopt(runId, opened, keeper.memory, snapshots.all);
    if (running) this.present?.train(false);
  }

  private async build({ runId, id, config, drawings }: Asked<'run'>): Promise<void> {
    if (runId !== this.newestRunId) return;
    if (this.present) await this.close(this.present);
    const images = await this.loader!.load(config, drawings, this.say);
    if (images.count === 0) throw new DataError('No image is left.', 'Choose at least one digit.');
    const pretrained = await this.pretrainedFor(config);
    const run = openRun(this.runtime, config, images, undefined, pretrained);
    this.adopt(runId, run, freshMemory(id, config));
  }

  /** A run can do without; the page is told why it has to. */
  private async pretrainedFor(config: RunConfig): Promise<PretrainedFile | null> {
    try {
      return await this.pretrained!.forRun(config);
    } catch (error) {
      this.report(error, null);
      return null;
    }
  }

  private async openKept(command: Asked<'open'>): Promise<void> {
    if (command.runId !== this.newestRunId) return;
    await this.open(command, await readKept(this.around.storage, command, this.loader!, this.say));
  }

  private async openFile(command: Asked<'openFile'>): Promise<void> {
    if (command.runId !== this.newestRunId) return;
    await this.open(command, await readGiven(command.id, command.run, this.loader!, this.say));
    // Only now is it kept here.
    this.present?.save();
  }

  private async open({ runId, id }: { runId: number; id: string }, opened: OpenedRun): Promise<void> {
    // To go back in the same run is to give up what it has now.
    const save = this.present?.keeper.memory.id !== id;
    if (this.present) await this.close(this.present, save);
    const { memory, checkpoint, damaged, savedAt, thumbnails } = opened;
    const { config, step, imagesSeen, losses } = checkpoint;
    const notIdentical = whyNotIdentical(opened, this.maker());
    const run = openRun(this.runtime, config, opened.images, checkpoint);
    const { name } = memory;
    this.send({
      type: 'opened',
      runId,
      id,
      name,
      savedAt,
      config,
      step,
      imagesSeen,
      losses,
      notIdentical,
      damaged,
    });
    this.adopt(runId, run, memory);
    if (thumbnails) this.send(previewOf(runId, thumbnails));
  }

  private adopt(runId: number, run: Run, memory: RunMemory, kept: readonly Snapshot[] = []): void {
    const { scheduler, samplings, writer, send, runtime } = this;
    const { storage, newId } = this.around;
    const keeping = { storage, writer, send, newId, maker: () => this.maker() };
    this.present = new PresentRun(runId, run, memory, { scheduler, samplings, keeping, runtime, kept, send });
  }

  private async close(present: PresentRun, save = true) {
    try {
      await this.analyses.stopAll();
      return await present.close({ save });
    } finally {
      this.present = null;
    }
  }

  private jobFailed(error: unknown, job: Job): void {
    // In this order: the page must not take the end of the training for a wish.
    this.report(error, this.present?.runId ?? null);
    this.present?.jobFailed(job);
  }

  /** What failed outside every command and job. */
  fail(error: unknown): void {
    this.report(error, null);
  }

  private report(error: unknown, runId: number | null): void {
    const message = error instanceof Error ? error.message : String(error);
    this.send({ type: 'failure', runId, cause: causeOf(error), message, advice: adviceFor(error) });
  }
}
