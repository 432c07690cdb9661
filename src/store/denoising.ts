/** Asks the network about x_t whenever the level, the picture or the weights have moved. */
import { type AppState, appStore, changedParams } from './appStore.ts';
import { askDenoiser } from './engineClient.ts';
import { forwardStore, isOfProcess } from './forwardStore.ts';
import { timelineStore } from './timeline.ts';

/** While training: a question in each of these is no load, and one sees the answers grow better. */
const WHILE_TRAINING_MS = 500;

/** Whether the network stands for the process that the page shows, and can be asked about it. */
export function canAsk({ ready, config, activeConfig }: AppState): boolean {
  return ready !== null && !changedParams(config, activeConfig).some(isOfProcess);
}

export function followTimeline(): void {
  let requestId = 0;
  let scheduled = false;
  let askedAt = 0;

  const ask = () => {
    scheduled = false;
    if (!canAsk(appStore.getState())) return;
    const { at, label } = forwardStore.getState();
    const { t } = timelineStore.getState();
    askedAt = performance.now();
    askDenoiser({ requestId: ++requestId, xt: at(t), t, label });
  };
  // One question a frame is as much as one can see.
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(ask);
  };

  forwardStore.subscribe(schedule);
  timelineStore.subscribe(({ t }, before) => {
    if (t !== before.t) schedule();
  });
  appStore.subscribe((state, before) => {
    const trained = state.training.step !== before.training.step;
    const stopped = state.training.phase !== before.training.phase;
    const due = performance.now() - askedAt >= WHILE_TRAINING_MS;
    if (state.ready !== before.ready || stopped || (trained && due)) schedule();
  });
}
