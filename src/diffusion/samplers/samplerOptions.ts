import type { SamplerName, SpacingName, VarianceName } from '../names.ts';

export interface SamplerOptions {
  readonly sampler: SamplerName;
  /** Network evaluations, at most T. */
  readonly steps: number;
  readonly spacing: SpacingName;
  /** DDIM: 0 is deterministic, 1 as noisy as DDPM. */
  readonly eta: number;
  /** DPM-Solver++: 1 to 3. */
  readonly solverOrder: number;
  /** The step that a sampling begins with, 0 unless said: a multistep solver knows no prediction from before it. */
  readonly first?: number;
  /** DDPM. */
  readonly variance: VarianceName;
}
