/** The present run: opens, trains and saves it through the engine, and takes in the engine's reports. */
import { makeConsistent } from '../../config/consistency.ts';
import { PARAMS } from '../../config/params.ts';
import { isPlane } from '../../data/sets/registry.ts';
import type { DeviceChoice, ThreadChoice } from '../../engine/device/deviceReport.ts';
import type { EngineReport } from '../../engine/engineReport.ts';
import type { RunOrder } from '../../engine/run/runOrder.ts';
import type { RunReport } from '../../engine/run/runReport.ts';
import { newId } from '../../storage/newId.ts';
import type { PortableRun } from '../../storage/portableRun.ts';
import type { ThreadsStorage } from '../../storage/threadsStorage.ts';
import { CallFailed } from '../../wire/bridge.ts';
import type { Context } from '../context.ts';
import { type DrawingsActions, drawingsInView } from '../drawings/drawings.ts';
import type { WorkerLike } from '../engine/engineLine.ts';
import { type RecoveryReport, recoveryNotice } from '../engine/recovery.ts';
import type { Lost } from '../engine/runLife.ts';
import { silenceLimit } from '../engine/silenceLimit.ts';
import { Supervisor } from '../engine/supervisor.ts';
import type { Notices } from '../notices/notices.ts';
import { runShape } from '../settings/dataInView.ts';
import { isTraining, runningConfig } from '../settings/rules.ts';
import type { AppState } from '../state.ts';
import { freshRun, withReport } from '../training/runState.ts';
import { createTraining } from './training.ts';

/** Number of images of the data set that the page shows. */
const IMAGES_SHOWN = 40;
/** Points in the plane are small, and the density behind them is that of all of them. */
const POINTS_SHOWN = 10_000;

interface Others {
  readonly spawn: () => WorkerLike;
  readonly base: string;
  readonly notices: Notices;
  readonly drawings: DrawingsActions;
  readonly threads: ThreadsStorage;
}

export function createRuns(
  context: Context,
  { spawn, base, notices, drawings, threads: keptThreads }: Others,
) {
  const { get, set, patch, whenever } = context;
  set({ threads: keptThreads.read() });
  let lastRunId = 0;
  let recovery: RecoveryReport | null = null;

  /** Ids are never reused, even if a run could not be opened. */
  const nextRunId = () => {
    lastRunId += 1;
    return lastRunId;
  };

  const supervisor = new Supervisor({
    spawn,
    base,
    choice: () => get().deviceChoice,
    threads: () => get().threads,
    silenceLimit: () => silenceLimit(get()),
    nextRunId,
    hear,
    hearRun,
    notOpened(order, error) {
      patch('engine', { progress: null });
      if (order.runId === get().run.runId) patch('run', { failed: true });
      if (order.runId === get().run.runId || order.from !== 'settings') notices.failure(error);
    },
    recovering(how: Lost, message: string, begins: boolean) {
      const { engine, run, config } = get();
      // A second loss during the recovery has the same cause.
      if (how === 'lost' && engine.device?.backend === 'webgpu') patch('engine', { lostGpu: true });
      recovery ??= { how, message, backend: engine.device?.backend ?? null, step: run.step };
      if (!begins) return;
      set({ run: freshRun(run.runId, run.id, run.config, run.drawings), config });
      tellRecovery(0);
    },
    trainOn: runId => void training.follow(runId, false),
    beginAnew: () => actions.build(),
    gone(message) {
      patch('engine', { gone: message });
      patch('run', { ready: null, phase: 'paused' });
    },
  });

  const training = createTraining(context, {
    supervisor,
    notices,
    ofPresentRun,
    build: () => actions.build(),
    openSound: id => actions.openKept(id, 'sound'),
  });

  function hear({ device, progress, writes, failure }: EngineReport): void {
    if (device) patch('engine', { device, progress: null });
    if (progress) patch('engine', { progress: progress.fraction === 1 ? null : progress });
    if (writes !== undefined) patch('engine', { writes });
    if (failure) {
      patch('engine', { progress: null });
      notices.failure(new CallFailed(failure));
    }
  }

  function hearRun(order: RunOrder, report: RunReport): void {
    const { run } = get();
    // From now on the opened run is the present one.
    if (order.runId !== run.runId && !report.opened) {
      if (report.notSaved) tellLost(order.id, report.notSaved.message);
      return;
    }
    set({ run: withReport(run, order, report) });
    if (report.opened) opened(report.opened);
    if (report.ready) {
      patch('engine', { progress: null });
      void loadImages(order.runId);
    }
  }

  /** The last save of a replaced run failed. */
  function tellLost(id: string, message: string): void {
    if (get().before?.run.id === id) set({ before: null });
    notices.error(message, { advice: 'What it had learned since its last save is lost.' });
  }

  function opened({
    damaged,
    step,
    notIdentical,
    config,
    drawings: pixels,
  }: NonNullable<RunReport['opened']>): void {
    const holds = ofPresentRun();
    const [newest] = damaged;
    if (newest !== undefined) {
      notices.error(`The save of step ${newest.toLocaleString('en')} was damaged.`, {
        advice: `The run resumes from step ${step.toLocaleString('en')}.`,
        holds,
      });
    }
    if (notIdentical) {
      const advice = 'The run continues all the same.';
      notices.info(`Continued, not identical: ${notIdentical}.`, { advice, holds });
    }
    if (recovery) {
      tellRecovery(step);
      return;
    }
    actions.showDrawingsOf(pixels);
    set({ config, held: {} });
  }

  /** Tests whether the run of this moment is still present: notices about a run disappear with it. */
  function ofPresentRun(): (state: AppState) => boolean {
    const { runId } = get().run;
    return ({ run }) => run.runId === runId;
  }

  function tellRecovery(from: number): void {
    if (!recovery) return;
    notices.tell(recoveryNotice(recovery, from, buildSmaller));
    recovery = null;
  }

  async function loadImages(runId: number): Promise<void> {
    try {
      const count = isPlane(get().run.config) ? POINTS_SHOWN : IMAGES_SHOWN;
      const images = await supervisor.engine.images({ runId, start: 0, count });
      if (get().run.runId === runId) patch('run', { images });
    } catch (error) {
      notices.failure(error);
    }
  }

  /** Begins a run with the next smaller network, or half the batch if there is none. */
  function buildSmaller(): void {
    const { config } = get();
    const { options } = PARAMS.channels;
    const channels = options[options.indexOf(config.channels) - 1];
    const batchSize = Math.max(1, Math.floor(config.batchSize / 2));
    set({ config: makeConsistent({ ...config, ...(channels ? { channels } : { batchSize }) }).config });
    actions.build();
  }

  const quietly = (call: Promise<unknown>) => void call.catch(notices.failure);

  const actions = {
    supervisor,
    train: training.train,
    pause: training.pause,

    /** @param pixels the drawings that the restored run trains on; null if it trains on another data set. */
    showDrawingsOf: (pixels: Uint8Array | null) => drawings.showOfRun(pixels, runShape(get())),

    /** Discards the present weights and builds a run from the present settings; it trains if the last was about to. */
    build(): void {
      const state = get();
      const { config } = state;
      const { pending } = state.run;
      const given = config.dataset === 'drawings' ? drawingsInView(state) : null;
      const runId = nextRunId();
      const id = newId();
      // The previous way back is dropped; the engine keeps the present run until the new one is built.
      recovery = null;
      training.pause();
      set({ run: freshRun(runId, id, config, given) });
      // With no drawings, pictures or points there is nothing to train on; the page says so.
      const { dataset } = config;
      const none = (dataset === 'pictures' || dataset === 'points') && config[dataset] === '';
      if (given?.count === 0 || none) return;
      supervisor.open({ runId, id, from: 'settings', config, drawings: given });
      if (pending) training.begin(pending);
    },

    /** Saves the present run and opens a saved one, paused. */
    openKept(id: string, which: 'newest' | 'sound' = 'newest'): void {
      supervisor.open({ runId: nextRunId(), id, from: 'storage', which });
    },

    /** Saves the present run and opens one from a file, paused. */
    openFile(run: PortableRun): void {
      supervisor.open({ runId: nextRunId(), id: newId(), from: 'file', run });
    },

    /**
     * Pauses and saves the present run.
     *
     * @returns whether every step is saved; if not, a notice says so.
     */
    async keep(): Promise<boolean> {
      training.pause();
      const holds = ofPresentRun();
      try {
        if (await supervisor.engine.keep({ runId: get().run.runId })) return true;
        notices.error('Your trained run cannot be kept in this browser now, so it was left as it is.', {
          advice: 'Save it as a file first (File, Save run), then press Apply changes or Reset.',
          holds: state => holds(state) && state.run.saved?.step !== state.run.step,
        });
      } catch (error) {
        notices.failure(error);
      }
      return false;
    },

    previewNow: () => quietly(supervisor.engine.preview({ runId: get().run.runId })),
    saveNow: () => quietly(supervisor.engine.save({ runId: get().run.runId })),
    takeOver: () => quietly(supervisor.engine.takeOver(undefined)),

    /** The present run at one step. @throws if it ends first or cannot be read. */
    read: (): Promise<PortableRun> => supervisor.engine.read({ runId: get().run.runId }),

    /** Changes the device; a run in training continues there. */
    async chooseDevice(choice: DeviceChoice): Promise<void> {
      const { run } = get();
      set({ deviceChoice: choice });
      try {
        await supervisor.engine.changeDevice(choice);
        if (isTraining({ run }) && get().run.runId === run.runId) training.train('start');
      } catch (error) {
        notices.failure(error);
      }
    },

    /** So many threads of the processor, now and at later visits. */
    chooseThreads(threads: ThreadChoice): void {
      set({ threads });
      keptThreads.write(threads);
      quietly(supervisor.engine.setThreads(threads));
    },
  };

  // Settings that take effect during training.
  whenever(
    state => (state.run.ready ? runningConfig(state) : null),
    config => {
      if (config) quietly(supervisor.engine.retune({ runId: get().run.runId, config }));
    },
  );

  return actions;
}

export type RunsActions = ReturnType<typeof createRuns>;
