/** The computations that experiments run on the present run, beside training and sampling. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import type { Runtime } from '../../runtime/networkRuntime.ts';
import type { BuiltRun } from '../run/buildRun.ts';
import type { Denoiser } from '../sampling/keptDenoiser.ts';
import type { SampleOrder } from '../sampling/sampleOrder.ts';
import type { Job } from '../turns/turns.ts';
import type { Judging } from './judging.ts';

export interface AnalysedRun extends BuiltRun {
  /** Includes every change made since the run was built. */
  readonly config: RunConfig;
  readonly runtime: Runtime;
  /** Images of the same kind that no run trains on, or null. */
  readonly heldOut: () => Promise<ImageSet | null>;
  /** What a sampling would draw with; the caller disposes its network. @throws if the weights asked for are not kept. */
  readonly denoiser: (order: SampleOrder) => Promise<Denoiser>;
  readonly judging: Judging;
}

/** A job that yields what it has found so far. */
export type Analysis<Order, Found> = (run: AnalysedRun, order: Order) => Job<Found>;
