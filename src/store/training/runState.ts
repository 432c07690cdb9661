/** The present run as the page knows it: what was ordered, and what the engine has reported of it since. */
import type { RunConfig } from '../../config/runConfig.ts';
import { type Drawings, PIXELS } from '../../data/imageSet.ts';
import type { RunOrder } from '../../engine/run/runOrder.ts';
import type { Phase, Ready, RunReport } from '../../engine/run/runReport.ts';
import type { Preview } from '../../engine/training/preview.ts';
import { LossHistory } from './lossHistory.ts';
import { LossMap } from './lossMap.ts';

export interface RunState {
  readonly runId: number;
  /** Under which it is kept; it is in the list of runs once it was saved. */
  readonly id: string;
  /** Null for a run that has the name of its settings. */
  readonly name: string | null;
  readonly from: RunOrder['from'];
  /** What it was built with. */
  readonly config: RunConfig;
  /** What it trains on, where that is drawings. */
  readonly drawings: Drawings | null;
  /** Null until data, network and device are there. */
  readonly ready: Ready | null;
  /** The first images of its data set; labels where they have any. */
  readonly images: { readonly pixels: Uint8Array; readonly labels: Uint8Array | null } | null;
  readonly phase: Phase;
  /** Steps done. */
  readonly step: number;
  /** Of the last step; null before the first. */
  readonly stepMs: number | null;
  readonly imagesSeen: number;
  /** Mean loss of each tenth of the noise levels, smoothed over time; NaN where none was drawn yet. */
  readonly lossByT: Float32Array | null;
  /** Grow with `step`, in place. */
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

/** Whether its weights are worth keeping: they have been trained, here or where they come from. */
export const hasOwnWeights = ({ step, from }: Pick<RunState, 'step' | 'from'>): boolean =>
  step > 0 || from !== 'settings';

/** The run with a report taken in. `order` says which run it is of. */
export function withReport(run: RunState, order: RunOrder, report: RunReport): RunState {
  let next = run;
  if (report.opened) next = openedRun(order, report.opened);
  if (report.trained) next = trainedRun(next, report.trained);
  const { ready, phase, preview, snapshots, saved, notSaved } = report;
  return {
    ...next,
    ...(ready && { ready }),
    ...(phase && { phase }),
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
    drawings && { count: drawings.length / PIXELS, pixels: drawings },
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

/** Share of the old in the smoothed loss of each tenth of the noise levels. */
const SMOOTHING = 0.9;

function smoothed(before: Float32Array | null, latest: Float32Array): Float32Array {
  if (!before) return latest;
  return latest.map((loss, bin) => {
    const old = before[bin]!;
    if (Number.isNaN(loss)) return old;
    return Number.isNaN(old) ? loss : SMOOTHING * old + (1 - SMOOTHING) * loss;
  });
}
