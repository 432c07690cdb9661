/** The page's end of the worker: the only file that knows there is one. */
import { makeConsistent } from '../config/consistency.ts';
import { PARAMS } from '../config/params.ts';
import type { RunConfig } from '../config/runConfig.ts';
import type { Command, DeviceChoice, Event } from '../protocol/messages.ts';
import { type TypedPort, typedPort } from '../protocol/typedPort.ts';
import { appStore, changedParams, notify } from './appStore.ts';
import { asDrawings, drawingsStore } from './drawingsStore.ts';
import { forgetRun, takeEvent } from './engineEvents.ts';
import { frameStore } from './frameStore.ts';

const RELOAD = 'Reload the page. Your settings are in its address and your drawings are kept.';

/** Images of the data set that the page shows. */
const IMAGES_SHOWN = 40;

let port: TypedPort<Command> | null = null;
let nextSampleId = 1;

const send = (command: Command): void => port?.send(command);

/** Starts the worker and the first run; nothing is trained until somebody asks. */
export function startEngine(): void {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = event =>
    notify('error', `The engine failed: ${event.message || 'it did not load'}.`, RELOAD);
  worker.onmessageerror = () => notify('error', 'A message of the engine could not be read.', RELOAD);
  port = typedPort<Event, Command>(worker, event =>
    takeEvent(event, {
      frameTaken: sampleId => send({ type: 'frameTaken', sampleId }),
      runReady: runId => send({ type: 'images', runId, start: 0, count: IMAGES_SHOWN }),
    }),
  );
  send({ type: 'start', base: document.baseURI, choice: appStore.getState().deviceChoice });
  buildRun();
}

/** Throws the present weights away and builds a run from the settings as they stand. */
export function buildRun(): void {
  const { config, runId } = appStore.getState();
  const drawings = config.dataset === 'drawings' ? asDrawings(drawingsStore.getState().drawings) : null;
  const next = runId + 1;
  forgetRun();
  appStore.setState({ activeConfig: config, runId: next });
  // Without a drawing there is nothing to build on; the page says so.
  if (drawings?.count === 0) return;
  send({ type: 'run', runId: next, config, drawings });
}

/** Settings that take effect while training runs. */
export function retune(): void {
  const { runId, config, activeConfig } = appStore.getState();
  send({ type: 'retune', runId, config: runningConfig(config, activeConfig) });
}

export function train(action: 'start' | 'pause' | 'step'): void {
  send({ type: 'train', runId: appStore.getState().runId, action });
}

export function previewNow(): void {
  send({ type: 'preview', runId: appStore.getState().runId });
}

export function chooseDevice(choice: DeviceChoice): void {
  appStore.setState({ deviceChoice: choice });
  send({ type: 'device', choice });
}

/** Begins a new sampling; the frames of the last one make room. */
export function startSample(): void {
  const { runId, config, activeConfig, sample, training } = appStore.getState();
  if (sample?.status === 'running') send({ type: 'cancelSample', sampleId: sample.id });
  const id = nextSampleId++;
  const used = runningConfig(config, activeConfig);
  frameStore.clear();
  appStore.setState({ sample: { id, status: 'running', config: used, trainedSteps: training.step } });
  send({ type: 'sample', runId, sampleId: id, config: used });
}

export function cancelSample(): void {
  const { sample } = appStore.getState();
  if (sample) send({ type: 'cancelSample', sampleId: sample.id });
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
