/** What an event of the engine changes on the page. Events of an older run change nothing. */

import type { Event, OpenedEvent } from '../protocol/messages.ts';
import { forgetAnalyses, takeAnalysis } from './analysisStore.ts';
import { forgetAnswer, takeAnswer } from './answerStore.ts';
import { appStore, NOT_TRAINED, notify, withdrawNotice } from './appStore.ts';
import { framesOf } from './frameStore.ts';
import { insideStore } from './insideStore.ts';
import { lossHistory } from './lossHistory.ts';
import { lossMap } from './lossMap.ts';
import { runReads } from './runReads.ts';
import { cancelAllSamples, endSample, slotOf } from './samplings.ts';
import { takeSnapshots } from './snapshotRows.ts';

/** Share of the old in the smoothed loss of each tenth of the noise levels. */
const SMOOTHING = 0.9;

export interface Replies {
  frameTaken(sampleId: number): void;
  runReady(runId: number): void;
  opened(event: OpenedEvent): void;
  lossBroke(message: string, advice: string): void;
  role(writes: boolean): void;
}

export function takeEvent(event: Event, replies: Replies): void {
  const { runId, activeConfig } = appStore.getState();
  // A run that is opened is the present one from now on.
  const older = 'runId' in event && event.runId !== null && event.runId !== runId;
  if (older && event.type !== 'opened') return;
  switch (event.type) {
    case 'device':
      appStore.setState({ device: event.report, progress: null });
      break;
    case 'progress':
      appStore.setState({
        progress: event.fraction === 1 ? null : { label: event.label, fraction: event.fraction },
      });
      break;
    case 'ready':
      appStore.setState({
        ready: { dataset: event.dataset, model: event.model, pretrained: event.pretrained },
        progress: null,
      });
      replies.runReady(event.runId);
      break;
    case 'runRead':
      runReads.settle(event.run);
      break;
    case 'state':
      appStore.setState(({ training }) => ({ training: { ...training, phase: event.state } }));
      break;
    case 'train': {
      lossHistory.append(event.losses);
      lossMap.append(event, activeConfig.T);
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
    case 'frame': {
      const slot = slotOf(event.sampleId);
      if (slot) framesOf(slot).add(event);
      replies.frameTaken(event.sampleId);
      break;
    }
    case 'denoised':
      takeAnswer(event);
      break;
    case 'snapshots':
      takeSnapshots(event.steps, event.bytes);
      break;
    case 'inspected':
      insideStore.setState({ inside: event });
      break;
    case 'sampleDone':
      endSample(event.sampleId, event.outcome);
      break;
    case 'images':
      appStore.setState({ images: { start: event.start, pixels: event.pixels, labels: event.labels } });
      break;
    case 'opened':
      replies.opened(event);
      break;
    case 'saved':
      withdrawNotice(appStore.getState().kept.problem);
      appStore.setState(({ kept }) => ({
        kept: { ...kept, id: event.id, saved: { step: event.step, at: event.at }, problem: null },
      }));
      break;
    case 'notSaved':
      // It is tried again and again; said once.
      if (appStore.getState().kept.problem !== event.message) notify('error', event.message, event.advice);
      appStore.setState(({ kept }) => ({ kept: { ...kept, problem: event.message } }));
      break;
    case 'role':
      replies.role(event.writes);
      break;
    case 'pong':
      break;
    case 'floor':
    case 'nearest':
    case 'heldOut':
    case 'analysisEnded':
      takeAnalysis(event);
      break;
    case 'failure':
      appStore.setState({ progress: null });
      runReads.fail(event.message);
      if (event.cause === 'loss') replies.lossBroke(event.message, event.advice);
      else notify('error', event.message, event.advice);
      break;
    default:
      event satisfies never;
  }
}

/** The page shows the run that was opened in place of the last one. */
export function showOpened(event: OpenedEvent): void {
  const { runId, id, name, step, savedAt, imagesSeen, losses } = event;
  forgetRun();
  lossHistory.append(losses, step - losses.length);
  appStore.setState({
    runId,
    activeConfig: event.config,
    training: { ...NOT_TRAINED, phase: 'paused', step, imagesSeen },
    kept: { id, name, saved: savedAt === null ? null : { step, at: savedAt }, problem: null },
  });
}

/** Back to a run of which nothing is known yet. */
export function forgetRun(): void {
  lossHistory.clear();
  cancelAllSamples();
  runReads.fail('Another run took its place.');
  forgetAnswer();
  insideStore.setState({ inside: null });
  takeSnapshots([], 0);
  lossMap.clear();
  forgetAnalyses();
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
