/** Draws with weights of the past, one after the other, for as long as somebody looks. */
import type { RunConfig } from '../config/runConfig.ts';
import { appStore } from './appStore.ts';
import { cancelSample, startSample } from './engineClient.ts';
import { framesOf } from './frameStore.ts';
import { addRow, snapshotRows } from './snapshotRows.ts';

const SLOT = 'timeMachine';

/** Few steps, none with chance in it: rows are to differ by their weights alone. */
function settings(noise: number): Partial<RunConfig> {
  const { activeConfig } = appStore.getState();
  return {
    sampler: activeConfig.schedule === 'flow' ? 'euler' : 'ddim',
    samplingSteps: 12,
    sampleCount: 1,
    eta: 0,
    spacing: 'trailing',
    clipX0: true,
    seed: (activeConfig.seed + noise) % 2 ** 32,
  };
}

/** Keeps drawing rows that are missing, until the function that it returns is called. */
export function drawRows(): () => void {
  let drawing: { readonly step: number; readonly noise: number } | null = null;
  /** Not to be tried again: their weights made room before they were drawn. */
  const lost = new Set<number>();

  const next = () => {
    const { samples, ready } = appStore.getState();
    const status = samples[SLOT]?.status;
    if (!ready || (drawing && status === 'running')) return;
    if (drawing) {
      const { step, noise } = drawing;
      drawing = null;
      if (status === 'cancelled') lost.add(step);
      else if (noise === snapshotRows.getState().noise) return addRow(step, framesOf(SLOT));
    }
    const { steps, rows, noise } = snapshotRows.getState();
    const step = steps.find(kept => !rows.has(kept) && !lost.has(kept));
    if (step === undefined) return;
    drawing = { step, noise };
    startSample(SLOT, settings(noise), { weightsOf: step });
  };

  const stops = [appStore.subscribe(next), snapshotRows.subscribe(next)];
  next();
  return () => {
    for (const stop of stops) stop();
    cancelSample(SLOT);
  };
}
