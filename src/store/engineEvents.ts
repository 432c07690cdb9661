/** What an event of the engine changes on the page. Events of an older run change nothing. */
import type { Event } from '../protocol/messages.ts';
import { appStore, NOT_TRAINED, notify } from './appStore.ts';
import { frameStore } from './frameStore.ts';
import { lossHistory } from './lossHistory.ts';

/** Share of the old in the smoothed loss of each tenth of the noise levels. */
const SMOOTHING = 0.9;

export interface Replies {
  frameTaken(sampleId: number): void;
  runReady(runId: number): void;
}

export function takeEvent(event: Event, replies: Replies): void {
  const { runId, sample } = appStore.getState();
  if ('runId' in event && event.runId !== null && event.runId !== runId) return;
  switch (event.type) {
    case 'device':
      appStore.setState({ device: event.report, progress: null });
      break;
    case 'progress':
      appStore.setState({ progress: { label: event.label, fraction: event.fraction } });
      break;
    case 'ready':
      appStore.setState({ ready: { dataset: event.dataset, model: event.model }, progress: null });
      replies.runReady(event.runId);
      break;
    case 'state':
      appStore.setState(({ training }) => ({ training: { ...training, phase: event.state } }));
      break;
    case 'train': {
      lossHistory.append(event.losses);
      const { step, stepMs, imagesSeen, lossByT } = event;
      appStore.setState(({ training }) => ({
        training: {
          ...training,
          step,
          stepMs,
          imagesSeen,
          lossByT: smoothed(training.lossByT, lossByT),
        },
      }));
      break;
    }
    case 'preview':
      appStore.setState({ preview: event });
      break;
    case 'frame':
      if (event.sampleId === sample?.id) frameStore.add(event);
      replies.frameTaken(event.sampleId);
      break;
    case 'sampleDone':
      if (sample && event.sampleId === sample.id) {
        appStore.setState({ sample: { ...sample, status: event.outcome } });
      }
      break;
    case 'images':
      appStore.setState({ images: { start: event.start, pixels: event.pixels, labels: event.labels } });
      break;
    case 'failure':
      appStore.setState({ progress: null });
      notify('error', event.message, event.advice);
      break;
    default:
      event satisfies never;
  }
}

/** Back to a run of which nothing is known yet. */
export function forgetRun(): void {
  lossHistory.clear();
  appStore.setState({ ready: null, images: null, training: NOT_TRAINED, preview: null });
}

function smoothed(before: Float32Array | null, latest: Float32Array): Float32Array {
  if (!before) return latest;
  return latest.map((loss, bin) => {
    const old = before[bin]!;
    if (Number.isNaN(loss)) return old;
    return Number.isNaN(old) ? loss : SMOOTHING * old + (1 - SMOOTHING) * loss;
  });
}
