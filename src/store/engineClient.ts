/** What the page asks of the engine, and what it does when a run is opened. */
import { makeConsistent, warningsOf } from '../config/consistency.ts';
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import type { InspectCommand } from '../protocol/inspect.ts';
import type {
  Command,
  DenoiseCommand,
  DeviceChoice,
  OpenedEvent,
  PortableRun,
} from '../protocol/messages.ts';
import type { SampleOrder } from '../protocol/sampleOrder.ts';
import { newId } from '../storage/newId.ts';
import type { RunRecord } from '../storage/tables.ts';
import { showInAddress } from './address.ts';
import { analysisStarted } from './analysisStore.ts';
import { appStore, changedParams, notify } from './appStore.ts';
import { asDrawings, drawingsStore } from './drawingsStore.ts';
import { forgetRun, showOpened, takeEvent } from './engineEvents.ts';
import { framesOf, type Slot } from './frameStore.ts';
import { patience } from './patience.ts';
import { type RecoveryReport, tellGone, tellLossBroke, tellRecovery, tellRole } from './recoveryNotices.ts';
import { runReads } from './runReads.ts';
import { beginSample } from './samplings.ts';
import { Supervisor } from './supervisor.ts';

/** Images of the data set that the page shows. */
const IMAGES_SHOWN = 40;

let supervisor: Supervisor | null = null;
let recovery: RecoveryReport | null = null;
let lastRunId = 0;

const send = (command: Command): void => supervisor?.send(command);

/** Starts the worker and the first run; nothing is trained until somebody asks. */
export function startEngine(): void {
  const replies = {
    frameTaken: (sampleId: number) => send({ type: 'frameTaken', sampleId }),
    runReady: (runId: number) => {
      send({ type: 'images', runId, start: 0, count: IMAGES_SHOWN });
    },
    opened,
    lossBroke: (message: string, advice: string) =>
      tellLossBroke(message, advice, () => openRun(appStore.getState().kept.id, 'sound')),
    role: (writes: boolean) => tellRole(writes, () => send({ type: 'takeOver' })),
  };
  supervisor = new Supervisor({
    spawn: () => new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' }),
    base: document.baseURI,
    choice: () => appStore.getState().deviceChoice,
    patience,
    nextRunId,
    receive: event => takeEvent(event, replies),
    recovering: (how, message, begins) => {
      const { device, training } = appStore.getState();
      // What is lost while it is being rebuilt goes back to the same cause.
      recovery ??= { how, message, backend: device?.backend ?? null, step: training.step };
      if (!begins) return;
      forgetRun();
      tellRecovery(recovery, 0, useSmaller);
      recovery = null;
    },
    beginAnew: () => buildRun(),
    gone: tellGone,
  });
  supervisor.start();
  buildRun();
  // A hidden page may be thrown away at any moment, without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send({ type: 'save', runId: appStore.getState().runId });
  });
}

/** Ids are never used twice, not even where a run could not be opened. */
function nextRunId(): number {
  lastRunId += 1;
  return lastRunId;
}

/** A kept run has taken the place of the present one. */
function opened(event: OpenedEvent): void {
  showOpened(event);
  const [newest] = event.damaged;
  if (newest !== undefined) {
    notify(
      'error',
      `The save of step ${newest.toLocaleString('en')} was damaged.`,
      `The run goes on from step ${event.step.toLocaleString('en')}.`,
    );
  }
  if (event.notIdentical) {
    notify('info', `Continued, not identical: ${event.notIdentical}.`, 'The run goes on all the same.');
  }
  if (recovery) {
    // What was changed on the page since the save still holds.
    tellRecovery(recovery, event.step, useSmaller);
    recovery = null;
    retune();
    return;
  }
  appStore.setState({ config: event.config });
  showInAddress(event.config);
}

/** A new run with the next smaller network, or with half the batch where there is none. */
function useSmaller(): void {
  const { config } = appStore.getState();
  const { options } = PARAMS.channels;
  const channels = options[options.indexOf(config.channels) - 1];
  const batchSize = Math.max(1, Math.floor(config.batchSize / 2));
  const smaller = { ...config, ...(channels ? { channels } : { batchSize }) };
  appStore.setState({ config: smaller });
  showInAddress(smaller);
  buildRun();
}

/** Opens a kept run in place of the present one, which is saved before; nothing starts. */
export function openRun(id: string, which: 'newest' | 'sound' = 'newest'): void {
  send({ type: 'open', runId: nextRunId(), id, which });
}

/** Throws the present weights away and builds a run from the settings as they stand, on fresh weights. */
export function buildRun(): void {
  const { config } = appStore.getState();
  const drawings = config.dataset === 'drawings' ? asDrawings(drawingsStore.getState().drawings) : null;
  const runId = nextRunId();
  const id = newId();
  // Whatever was to be opened again is given up.
  recovery = null;
  forgetRun();
  appStore.setState({
    activeConfig: config,
    runId,
    kept: { id, name: null, saved: null, problem: null },
  });
  // Without a drawing there is nothing to build on; the page says so.
  if (drawings?.count === 0) return;
  send({ type: 'run', runId, id, config, drawings });
}

/** Settings that take effect while training runs. */
export function retune(): void {
  const { runId, config, activeConfig } = appStore.getState();
  send({ type: 'retune', runId, config: runningConfig(config, activeConfig) });
}

export function train(action: 'start' | 'pause' | 'step'): void {
  send({ type: 'train', runId: appStore.getState().runId, action });
}

/** The present run, all of one step. Rejects where it ends first or cannot be read. */
export function readRun(): Promise<PortableRun> {
  const run = runReads.wait();
  send({ type: 'readRun', runId: appStore.getState().runId });
  return run;
}

/** Opens a run from a file in place of the present one, which is saved before; nothing starts. */
export function openRunFile(run: PortableRun): void {
  send({ type: 'openFile', runId: nextRunId(), id: newId(), run });
}

export function previewNow(): void {
  send({ type: 'preview', runId: appStore.getState().runId });
}

/** The answer comes as an event; of several questions in a row only the newest is sure to get one. */
export function askDenoiser(question: Omit<DenoiseCommand, 'type' | 'runId'>): void {
  send({ type: 'denoise', runId: appStore.getState().runId, ...question });
}

/** What each block of the network makes of a noisy picture. */
export function inspect(question: Omit<InspectCommand, 'type' | 'runId'>): void {
  send({ type: 'inspect', runId: appStore.getState().runId, ...question });
}

export function chooseDevice(choice: DeviceChoice): void {
  appStore.setState({ deviceChoice: choice });
  send({ type: 'device', choice });
}

/** Estimates the lowest reachable loss at each t, or gives up what there is not yet of it. */
export function measureFloor(action: 'start' | 'stop'): void {
  if (action === 'start') analysisStarted('floor');
  send({ type: 'floor', runId: appStore.getState().runId, action });
}

/** Looks for the training image nearest to each of the pictures [n, 28, 28] of a sampling. */
export function findNearest(sampleId: number, pictures: Uint8ClampedArray): void {
  analysisStarted('nearest');
  const { runId } = appStore.getState();
  send({ type: 'nearest', runId, sampleId, pictures: new Uint8Array(pictures) });
}

/** Measures how near pictures that nobody trained on come to the training images. */
export function measureHeldOut(): void {
  analysisStarted('heldOut');
  send({ type: 'heldOut', runId: appStore.getState().runId });
}

/**
 * Begins a new sampling in `slot`; the frames of the last one there make room.
 *
 * @param changes settings of this sampling alone, in place of the page's.
 * @param rest where it starts and what of it is given: pure noise and nothing unless said.
 */
export function startSample(
  slot: Slot = 'main',
  changes: Partial<RunConfig> = {},
  rest: Omit<SampleOrder, 'config'> = {},
): void {
  const { config, activeConfig } = appStore.getState();
  const used = makeConsistent({ ...runningConfig(config, activeConfig), ...changes }).config;
  sampleWith(slot, { config: used, ...rest }, rest.weightsOf);
}

/** As `startSample`, with the network of a kept run, from the noise that the present run would start from. */
export function startSampleOf(run: RunRecord, slot: Slot, changes: Partial<RunConfig>): void {
  const { seed } = appStore.getState().activeConfig;
  const used = makeConsistent({ ...run.config, seed, denoiser: 'network', ...changes }).config;
  sampleWith(slot, { config: used, networkOf: run.id }, run.step);
}

function sampleWith(slot: Slot, order: SampleOrder, trainedSteps: number | undefined): void {
  const { runId } = appStore.getState();
  const { config: used } = order;
  cancelSample(slot);
  for (const warning of warningsOf(used)) notify('info', warning);
  framesOf(slot).clear();
  send({ type: 'sample', runId, sampleId: beginSample(slot, used, trainedSteps), ...order });
}

export function cancelSample(slot: Slot = 'main'): void {
  const sample = appStore.getState().samples[slot];
  if (sample?.status === 'running') send({ type: 'cancelSample', sampleId: sample.id });
}

/** The present run with every setting that needs no restart as it now is. */
function runningConfig(config: RunConfig, activeConfig: RunConfig): RunConfig {
  const merged = { ...activeConfig };
  for (const name of changedParams(activeConfig, config)) {
    if (PARAMS[name].affects !== 'restart') Object.assign(merged, { [name]: config[name] });
  }
  // A sampler chosen for the edited schedule need not fit the one that the run has.
  return makeConsistent(merged).config;
}
