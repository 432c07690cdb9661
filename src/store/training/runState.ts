/** The present run as the page knows it: the order, and what the engine has reported since. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { Drawings } from '../../data/imageSet.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { type Stored, sizeOf } from '../../data/shape.ts';
import type { RunOrder } from '../../engine/run/runOrder.ts';
import type { Phase, Ready, RunReport } from '../../engine/run/runReport.ts';
import type { Preview } from '../../engine/training/preview.ts';
import { LossHistory } from './lossHistory.ts';
import { LossMap } from './lossMap.ts';

export interface RunState {
  readonly runId: number;
  /** Its id in storage; it is in the list of runs once it has been saved. */
  readonly id: string;
  /** Null for a run that is named after its settings. */
  readonly name: string | null;
  readonly from: RunOrder['from'];
  /** The settings that it was built with. */
  readonly config: RunConfig;
  /** The drawings that it trains on, if any. */
  readonly drawings: Drawings | null;
  /** Null until data, network and device are ready. */
  readonly ready: Ready | null;
  /** Whether it could not be built. */
  readonly failed: boolean;
  /** Train or One step was pressed, and the run has not begun to train yet. */
  readonly pending: 'start' | 'step' | null;
  /** The first images of its data set, with labels if it has any. */
  readonly images: { readonly pixels: Stored; readonly labels: Uint8Array | null } | null;
  readonly phase: Phase;
  /** Steps done. */
  readonly step: number;
  /** Time of the last step; null before the first. */
  readonly stepMs: number | null;
  readonly imagesSeen: number;
  /** Mean loss of each tenth of the noise levels, smoothed over time; NaN if no level in it was drawn yet. */
  readonly lossByT: Float32Array | null;
  /** Grow in place with `step`. */
  readonly losses: LossHistory;
  readonly lossMap: LossMap;
  readonly preview: Preview | null;
  readonly snapshots: { readonly steps: readonly number[]; readonly bytes: number };
  /** Step and time (milliseconds since 1970) of the last save; null before the first. */
  readonly saved: { readonly step: number; readonly at: number } | null;
  /** Why the last attempt to save failed. */
  readonly notSaved: { readonly message: string; readonly advice: string } | null;
}

const EMPTY = {
  name: null,
  drawings: null,
  ready: null,
  failed: false,
  pending: null,
  images: null,
  phase: 'idle',
  step: 0,
  stepMs: null,
  imagesSeen: 0,
  lossByT: null,
  preview: null,
  snapshots: { steps: [], bytes: 0 },
  saved: null,
  notSaved: null,
} as const satisfies Partial<RunState>;

export function freshRun(runId: number, id: string, config: RunConfig, drawings: Drawings | null): RunState {
  const empty = { losses: new LossHistory(), lossMap: new LossMap() };
  return { ...EMPTY, ...empty, runId, id, from: 'settings', config, drawings };
}

/** Whether its weights have been trained, here or elsewhere, and are worth keeping. */
export const hasOwnWeights = ({ step, from }: Pick<RunState, 'step' | 'from'>): boolean =>
  step > 0 || from !== 'settings';

/** The run updated with a report; `order` is the order that the report belongs to. */
export function withReport(run: RunState, order: RunOrder, report: RunReport): RunState {
  let next = run;
  if (report.opened) next = openedRun(order, report.opened);
  if (report.trained) next = trainedRun(next, report.trained);
  const { ready, phase, preview, snapshots, saved, notSaved } = report;
  return {
    ...next,
    // Another device has another speed.
    ...(ready && { ready, stepMs: null }),
    ...(phase && { phase }),
    ...(phase === 'running' && { pending: null }),
    ...(preview && { preview }),
    ...(snapshots && { snapshots }),
    ...(saved && { id: saved.id, saved: { step: saved.step, at: saved.at }, notSaved: null }),
    ...(notSaved && { notSaved }),
  };
}

function openedRun(order: RunOrder, opened: NonNullable<RunReport['opened']>): RunState {
  const { id, name, config, step, savedAt, imagesSeen, drawings, losses } = opened;
  const run = freshRun(
    order.runId,
    id,
    config,
    drawings && { count: drawings.length / sizeOf(shapeOf(config)), pixels: drawings },
  );
  run.losses.append(losses, step - losses.length);
  const saved = savedAt === null ? null : { step, at: savedAt };
  return { ...run, from: order.from, name, phase: 'paused', step, imagesSeen, saved };
}

function trainedRun(run: RunState, trained: NonNullable<RunReport['trained']>): RunState {
  const { step, stepMs, imagesSeen, lossByT, losses } = trained;
  run.losses.append(losses);
  run.lossMap.append(trained, run.config.T);
  return { ...run, step, stepMs, imagesSeen, lossByT: smoothed(run.lossByT, lossByT) };
}

/** Weight of the old value in the smoothed loss of each tenth of the noise levels. */
const SMOOTHING = 0.9;

function smoothed(before: Float32Array | null, latest: Float32Array): Float32Array {
  if (!before) return latest;
  return latest.map((loss, bin) => {
    const old = before[bin]!;
    if (Number.isNaN(loss)) return old;
    return Number.isNaN(old) ? loss : SMOOTHING * old + (1 - SMOOTHING) * loss;
  });
}
