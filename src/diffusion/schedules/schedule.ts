/** The type of a noise schedule; each has a file of its own. */
export interface ScheduleOptions {
  /** Number of noise levels. */
  readonly T: number;
  /** First and last beta of the linear schedules; each schedule has its paper's own defaults. */
  readonly betaStart?: number;
  readonly betaEnd?: number;
  /** The points of `custom`, as text: see curve.ts. */
  readonly curve?: string;
  /** Of `given`, as text: see betasText.ts. */
  readonly betas?: string;
  /** Of `flow`: moves its times towards noise. */
  readonly shift?: number;
}

/** Settings that apply to some schedules only. */
export type ScheduleSetting = 'zeroTerminalSnr' | 'curve' | 'betas' | 'shift';

interface Row {
  readonly id: string;
  readonly label: string;
  /** Its definition in LaTeX. */
  readonly tex: string;
  readonly uses: readonly ScheduleSetting[];
}

/** Variance preserving (Ho et al. 2020): everything follows from the betas of the chain. */
export interface BetaSchedule extends Row {
  readonly kind: 'vp';
  /** [T], each in (0, 1). */
  readonly betas: (options: ScheduleOptions) => Float64Array;
  /** diffusers' `beta_schedule` (0.29) with these betas, if it has one. */
  readonly diffusers: string | null;
}

/** x_t on a straight line from data to noise (Liu et al. 2022). */
export interface FlowSchedule extends Row {
  readonly kind: 'flow';
  /** s [T], the share of noise at each level. */
  readonly times: (options: ScheduleOptions) => Float64Array;
}

export type Schedule = BetaSchedule | FlowSchedule;

/** Nichol & Dhariwal 2021: no step may destroy everything at once. */
export const MAX_BETA = 0.999;

/** The betas of a continuous alpha-bar: beta_i = 1 - alphaBar((i + 1) / T) / alphaBar(i / T), clipped. */
export function betasOfAlphaBar(T: number, alphaBar: (s: number) => number): Float64Array {
  return Float64Array.from({ length: T }, (_, i) =>
    Math.min(MAX_BETA, 1 - alphaBar((i + 1) / T) / alphaBar(i / T)),
  );
}
