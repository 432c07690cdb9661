/**
 * The engine: owns the device and the present run, and serves the functions that the page calls. Calls that build
 * something run one after another; all others take turns.
 */
import type { RunConfig } from '../config/runConfig.ts';
import { DataError } from '../data/dataError.ts';
import { fetchBelow } from '../data/fetchBytes.ts';
import type { CollectionStorage } from '../storage/collectionStorage.ts';
import type { RunStorage } from '../storage/runStorage.ts';
import type { Environment } from '../storage/tables.ts';
import { transferring } from '../wire/bridge.ts';
import type { Analysis } from './analyses/analysis.ts';
import { type Judging, judgingOf } from './analyses/judging.ts';
import { ANALYSES } from './analyses/registry.ts';
import type { OfRun, ServedAnalyses } from './analyses/served.ts';
import type { chooseDevice, Device } from './device/chooseDevice.ts';
import type { DeviceChoice, ThreadChoice } from './device/deviceReport.ts';
import type { EngineReport, StartOrder } from './engineReport.ts';
import { StaleRun, tellFailure } from './failures.ts';
import { type BuiltRun, buildRun } from './run/buildRun.ts';
import { ImageLoader } from './run/loadImages.ts';
import { type LoadedRun, loadPortable, loadStored, whyNotIdentical } from './run/loadRun.ts';
import { PresentRun } from './run/presentRun.ts';
import { PretrainedLoader } from './run/pretrained.ts';
import type { RunOrder } from './run/runOrder.ts';
import { PartsLoader, type RunParts } from './run/runParts.ts';
import type { RunReport } from './run/runReport.ts';
import { drawingsOf, newHistory, previewOf, type RunHistory } from './run/runSaver.ts';
import { type Locks, Writer } from './run/writer.ts';
import type { Question } from './sampling/answer.ts';
import type { SampleOrder } from './sampling/sampleOrder.ts';
import type { Snapshot } from './training/snapshots.ts';
import { Reports } from './turns/reports.ts';
import { Turns } from './turns/turns.ts';

export interface EngineDependencies {
  readonly openDevice: typeof chooseDevice;
  readonly storage: RunStorage;
  readonly collections: CollectionStorage;
  readonly locks: Locks | undefined;
  /** A new, unique id. */
  readonly newId: () => string;
  readonly build: string;
  readonly browser: string;
}

/** The functions that the page can call. */
export type EngineFunctions = ReturnType<Engine['serve']>;

export class Engine {
  private readonly turns = new Turns();
  private readonly reports = new Reports<EngineReport>();
  private readonly writer: Writer;
  private present: PresentRun | null = null;
  private runReports: Reports<RunReport> | null = null;
  private device: Device | null = null;
  private threads: ThreadChoice = null;
  private newestRunId = -1;
  private building: Promise<unknown> = Promise.resolve();
  private claimed: Promise<void> = Promise.resolve();
  private base = '';
  private parts!: PartsLoader;
  private judging!: Judging;

  constructor(private readonly deps: EngineDependencies) {
    const { newId, storage, locks } = deps;
    // Two tabs training the same run would overwrite each other's saves.
    const told = (writes: boolean) => this.reports.push({ writes });
    this.writer = new Writer(newId(), storage, locks, told, () => this.present?.pause());
  }

  serve() {
    const ofRun = async (runId: number): Promise<PresentRun> => {
      await this.inTurn(async () => {});
      if (this.present?.runId !== runId) throw new StaleRun();
      return this.present;
    };
    return {
      /** Starts the engine and streams its reports for as long as the worker lives. */
      start: (order: StartOrder, signal: AbortSignal) => {
        this.start(order);
        return this.reports.stream(signal);
      },
      /** Moves the run to another device, where it is paused. */
      changeDevice: (choice: DeviceChoice) => this.inTurn(() => this.changeDevice(choice)),
      /** Sets the processor's number of threads from the next step on; the run is not interrupted. */
      setThreads: (threads: ThreadChoice) => this.inTurn(async () => this.setThreads(threads)),
      /** Replaces the present run, and streams reports of the new one until it is replaced in turn. */
      open: (order: RunOrder, signal: AbortSignal) => this.open(order, signal),
      /** Makes this tab the one that saves. */
      takeOver: (_: undefined) => this.inTurn(() => this.writer.claim('take')),
      ping: async (_: undefined) => this.present?.saveLate(),

      retune: async ({ runId, config }: OfRun<{ config: RunConfig }>) => (await ofRun(runId)).retune(config),
      train: async ({ runId, single }: OfRun<{ single: boolean }>, signal: AbortSignal) => {
        const present = await ofRun(runId);
        if (!signal.aborted) await present.train(single, signal);
      },
      preview: async ({ runId }: OfRun<unknown>) => (await ofRun(runId)).preview(),
      /** Saves unsaved steps now. */
      save: async ({ runId }: OfRun<unknown>) => (await ofRun(runId)).save(),
      /** Pauses and saves; returns whether every step is on disk. */
      keep: async ({ runId }: OfRun<unknown>) => (await ofRun(runId)).keep(),
      read: async ({ runId }: OfRun<unknown>, signal: AbortSignal) => {
        const run = await (await ofRun(runId)).read(signal);
        return transferring(run, [run.checkpoint.buffer as ArrayBuffer]);
      },
      images: async ({ runId, start, count }: OfRun<{ start: number; count: number }>) =>
        (await ofRun(runId)).images(start, count),
      answer: async ({ runId, ...question }: OfRun<Question>, signal: AbortSignal) =>
        (await ofRun(runId)).answer(question, signal),
      async *sample({ runId, ...order }: OfRun<SampleOrder>, signal: AbortSignal) {
        yield* (await ofRun(runId)).sample(order, signal);
      },
      ...this.analyses(ofRun),
    };
  }

  private analyses(ofRun: (runId: number) => Promise<PresentRun>): ServedAnalyses {
    const served = Object.entries(ANALYSES).map(([name, analysis]) => [
      name,
      async function* ({ runId, ...order }: OfRun<object>, signal: AbortSignal) {
        yield* (await ofRun(runId)).analyse(analysis as Analysis<object, unknown>, order, signal);
      },
    ]);
    return Object.fromEntries(served);
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.building.then(task);
    this.building = done.catch(() => {});
    return done;
  }

  private start({ base, choice, threads, claim }: StartOrder): void {
    this.threads = threads;
    this.base = base;
    const images = new ImageLoader(fetchBelow(new URL('data/', base).href), this.deps.collections);
    const pretrained = new PretrainedLoader(fetchBelow(new URL('pretrained/', base).href));
    this.parts = new PartsLoader(images, pretrained, this.say, this.fail);
    this.judging = judgingOf(base, () => this.device?.report.backend ?? 'cpu');
    this.inTurn(() => this.takeDevice(choice)).catch(this.fail);
    // A new run does not wait for it: the browser may first have to make its database.
    this.claimed = this.writer.claim(claim).catch(this.fail);
  }

  private async takeDevice(choice: DeviceChoice): Promise<void> {
    this.say('Looking for a device to compute on', null);
    this.device?.dispose();
    this.device = null;
    const device = await this.deps.openDevice(choice, {
      wasmPath: new URL('wasm/', this.base).href,
      threads: this.threads,
      onProgress: this.say,
    });
    this.device = device;
    // The device may be lost while no call is pending.
    device.broken?.catch((error: unknown) => {
      if (this.device === device) this.fail(error);
    });
    this.reports.push({ device: device.report });
  }

  private setThreads(threads: ThreadChoice): void {
    this.threads = threads;
    const detail = this.device?.setThreads?.(threads);
    if (!this.device || detail === undefined) return;
    this.device = { ...this.device, report: { ...this.device.report, detail } };
    this.reports.push({ device: this.device.report });
  }

  private readonly say = (label: string, fraction: number | null): void => {
    this.reports.push({ progress: { label, fraction } });
  };

  /** Reports a failure that no call is waiting for. */
  readonly fail = (error: unknown): void => {
    this.reports.push({ failure: tellFailure(error) });
  };

  /** @throws if no device has started. */
  private get runtime() {
    if (!this.device) throw new Error('No device can compute.');
    return this.device.runtime;
  }

  private maker(): Environment {
    const { backend = 'none', detail = '' } = this.device?.report ?? {};
    const { build, browser } = this.deps;
    return { build, browser, device: `${backend}: ${detail}` };
  }

  private async changeDevice(choice: DeviceChoice): Promise<void> {
    const { present, runReports } = this;
    if (!present || !runReports) return this.takeDevice(choice);
    const { run, config, runId, saver, snapshots } = present;
    const state = await present.close({ save: true });
    this.present = null;
    await this.takeDevice(choice);
    const pretrained = await this.parts.pretrainedFor(run.config);
    const opened = { ...buildRun(this.runtime, run.config, run.images, state, pretrained), config };
    this.adopt(runId, opened, saver.history, runReports, snapshots.all);
  }

  /** Queues the build at once, before the first report is pulled: the page's next call may concern this run. */
  private open(order: RunOrder, signal: AbortSignal): AsyncGenerator<RunReport, void> {
    this.newestRunId = order.runId;
    const reports = new Reports<RunReport>();
    // The first run's files are fetched while the device starts.
    const early = !this.device && order.from === 'settings' ? this.parts.load(order) : null;
    // Awaited below, unless the run is replaced before.
    early?.catch(() => {});
    const built = this.inTurn(async () => {
      if (order.runId !== this.newestRunId) return reports.end();
      try {
        await this.build(order, reports, early);
      } finally {
        // Again here: reports of the run overtake those of its preparation.
        this.say('Ready', 1);
      }
    });
    built.catch(() => {});
    return (async function* () {
      await built;
      yield* reports.stream(signal);
    })();
  }

  /** Reads and checks a stored or imported run before closing the present one. */
  private async build(
    order: RunOrder,
    reports: Reports<RunReport>,
    early: Promise<RunParts> | null,
  ): Promise<void> {
    const { runId, id } = order;
    if (order.from === 'settings') {
      await this.closePresent();
      const { images, pretrained } = await (early ?? this.parts.load(order));
      if (images.count === 0) throw new DataError('No image is left.', 'Choose at least one digit.');
      const run = buildRun(this.runtime, order.config, images, undefined, pretrained);
      this.adopt(runId, run, newHistory(id, order.config), reports);
      return;
    }
    // What an engine before this one was saving is on disk by then.
    await this.claimed;
    if (order.from === 'storage') {
      const { which } = order;
      const opened = await loadStored(this.deps.storage, { id, which }, this.parts.images, this.say);
      await this.reopen(runId, opened, reports);
    } else {
      await this.reopen(runId, await loadPortable(id, order.run, this.parts.images, this.say), reports);
      // A run from a file is not in this browser's storage yet.
      this.present?.save();
    }
  }

  private async reopen(runId: number, opened: LoadedRun, reports: Reports<RunReport>): Promise<void> {
    const { history, checkpoint, images, damaged, savedAt, thumbnails } = opened;
    const { id, name } = history;
    // Going back to an earlier save of the same run discards its present weights.
    await this.closePresent({ save: this.present?.saver.history.id !== id });
    const { config, step, imagesSeen, losses } = checkpoint;
    const notIdentical = whyNotIdentical(opened, this.maker());
    const run = buildRun(this.runtime, config, images, checkpoint);
    const drawings = drawingsOf(config, images)?.slice() ?? null;
    const told = { id, name, savedAt, config, step, imagesSeen, losses, drawings, notIdentical, damaged };
    reports.push({ opened: told });
    this.adopt(runId, run, history, reports);
    if (thumbnails) reports.push({ preview: previewOf(thumbnails) });
  }

  private adopt(
    runId: number,
    run: BuiltRun,
    history: RunHistory,
    reports: Reports<RunReport>,
    kept: readonly Snapshot[] = [],
  ): void {
    const { turns, writer, runtime, judging, fail } = this;
    const { storage, newId } = this.deps;
    const saving = { storage, writer, newId, maker: () => this.maker() };
    const heldOut = (config: RunConfig) => this.parts.images.heldOut(config, this.say);
    const report = (news: RunReport) => reports.push(news);
    this.runReports = reports;
    const surroundings = { turns, saving, runtime, kept, heldOut, judging, report, fail };
    this.present = new PresentRun(runId, run, history, surroundings);
  }

  private async closePresent({ save = true } = {}): Promise<void> {
    const { present, runReports } = this;
    if (!present) return;
    try {
      await present.close({ save });
    } finally {
      this.present = null;
      this.runReports = null;
      runReports?.end();
    }
  }
}
