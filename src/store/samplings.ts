/** Which sampling is in which slot, and how far it is. */
import type { RunConfig } from '../config/runConfig.ts';
import { appStore, type SampleFigures } from './appStore.ts';
import { SLOTS, type Slot } from './frameStore.ts';

let nextSampleId = 1;

/**
 * A new sampling in `slot`, in place of the last one there. Returns its id.
 *
 * @param trainedSteps of its weights: those of now, unless it uses those of the past or of another run.
 */
export function beginSample(
  slot: Slot,
  config: RunConfig,
  trainedSteps = appStore.getState().training.step,
): number {
  const id = nextSampleId++;
  const { samples, runId, ready } = appStore.getState();
  const pretrained = trainedSteps === 0 ? (ready?.pretrained ?? null) : null;
  const figures: SampleFigures = { id, status: 'running', runId, config, trainedSteps, pretrained };
  appStore.setState({ samples: { ...samples, [slot]: figures } });
  return id;
}

/** Where the frames of a sampling belong; null where another has taken its place. */
export function slotOf(sampleId: number): Slot | null {
  const { samples } = appStore.getState();
  return SLOTS.find(slot => samples[slot]?.id === sampleId) ?? null;
}

export function endSample(sampleId: number, status: 'finished' | 'cancelled'): void {
  const slot = slotOf(sampleId);
  if (!slot) return;
  const { samples } = appStore.getState();
  appStore.setState({ samples: { ...samples, [slot]: { ...samples[slot]!, status } } });
}

/** With the run that they belong to; the engine says nothing of those that it had not begun. */
export function cancelAllSamples(): void {
  for (const sample of Object.values(appStore.getState().samples)) {
    if (sample.status === 'running') endSample(sample.id, 'cancelled');
  }
}
