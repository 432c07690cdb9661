/** What a schedule of the variance-preserving kind is: the betas of the chain, from which everything else follows. */
export interface ScheduleOptions {
  /** Number of noise levels. */
  readonly T: number;
  /** First and last beta of the linear schedules; each schedule has its paper's own defaults. */
  readonly betaStart?: number;
  readonly betaEnd?: number;
  /** The points of `custom`, as text: see curve.ts. */
  readonly curve?: string;
}

/** betas [T], each in (0, 1). */
export type BetaSchedule = (options: ScheduleOptions) => Float64Array;

/** Nichol & Dhariwal 2021: no step may destroy everything at once. */
export const MAX_BETA = 0.999;

/** The betas of a continuous alpha-bar: beta_i = 1 - alphaBar((i + 1) / T) / alphaBar(i / T), clipped. */
export function betasOfAlphaBar(T: number, alphaBar: (s: number) => number): Float64Array {
  return Float64Array.from({ length: T }, (_, i) =>
    Math.min(MAX_BETA, 1 - alphaBar((i + 1) / T) / alphaBar(i / T)),
  );
}
