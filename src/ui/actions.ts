/** What the text's buttons do to the page: the same as a person's hands would. */
import type { RunConfig } from '../config/runConfig.ts';
import { appStore, notify } from '../store/appStore.ts';
import { startSample, train } from '../store/engineClient.ts';
import { applyPreset, needsRestart, setParam } from '../store/settings.ts';
import { lookAt, type Part, seek, timelineStore } from '../store/timeline.ts';

/** Brings a part into view and lets the equation speak of it. */
export function show(part: Part): void {
  lookAt(part);
  document.getElementById(`part-${part}`)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
}

/** @param share of the way from data, 0, to noise, 1. */
export function goTo(share: number): void {
  seek(share * (appStore.getState().config.T - 1));
}

/** Keeps the level, and shows what stands there in another part. */
export function showAt(part: Part, share = timelineStore.getState().t / (appStore.getState().config.T - 1)) {
  goTo(share);
  show(part);
}

/** Another set-up, all of it: what is not named has its default. A trained network stays until somebody applies it. */
export function use(config: Partial<RunConfig>): void {
  applyPreset(config);
  const { config: edited, activeConfig, training } = appStore.getState();
  if (training.step > 0 && needsRestart(edited, activeConfig)) {
    notify(
      'info',
      'Your trained network is still there. Press “Apply changes” to begin with the new settings.',
    );
  }
}

/** A few settings, and all the others as they are. */
export function set(changes: Partial<RunConfig>): void {
  for (const [name, value] of Object.entries(changes)) setParam(name as keyof RunConfig, value);
}

/** Once the engine has a run of the settings as they stand. It never takes a trained network away. */
function whenReady(then: () => void): void {
  const isReady = () => {
    const { ready, config, activeConfig } = appStore.getState();
    return ready !== null && !needsRestart(config, activeConfig);
  };
  if (isReady()) {
    then();
    return;
  }
  const stop = appStore.subscribe(({ training }) => {
    const gone = training.step > 0;
    if (!gone && !isReady()) return;
    stop();
    if (!gone) then();
  });
}

export const sampleSoon = (): void => whenReady(() => startSample());
export const trainSoon = (): void => whenReady(() => train('start'));

/**
 * Samples with the run's own network as the page stands, but for `changes`; before any training with the page's opening
 * settings, for which there is a pretrained one.
 */
export function draw(changes: Partial<RunConfig>): void {
  if (appStore.getState().training.step > 0) set(changes);
  else use(changes);
  show('generate');
  sampleSoon();
}
