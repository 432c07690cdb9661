/**
 * The forward process: x_t = signal[t] x0 + noise[t] eps at T noise levels. Variance preserving (Ho et al. 2020):
 * signal = sqrt(alpha-bar), noise = sqrt(1 - alpha-bar). Rectified flow (Liu et al. 2022): signal = 1 - s, noise = s.
 * Arrays are 0-based: t = 0 is the least noisy level, the paper's t is one more.
 */
import { SCHEDULES, type ScheduleName } from './schedules/registry.ts';
import type { ScheduleOptions } from './schedules/schedule.ts';
import { rescaleZeroTerminalSnr } from './schedules/zeroTerminalSnr.ts';

interface VariancePreserving {
  /** Each [T]. */
  readonly betas: Float64Array;
  readonly alphas: Float64Array;
  readonly alphasCumprod: Float64Array;
  /** beta-tilde, eq. 7 of Ho et al.: 0 at t = 0. */
  readonly posteriorVariance: Float64Array;
}

export interface Process {
  readonly name: ScheduleName | 'given';
  readonly kind: 'vp' | 'flow';
  readonly T: number;
  /** Each [T]. */
  readonly signal: Float64Array;
  readonly noise: Float64Array;
  /** (signal / noise)^2. */
  readonly snr: Float64Array;
  /** The number given to the network as its time: t itself, or 1000 s for a flow. */
  readonly modelTime: Float64Array;
  readonly vp: VariancePreserving | null;
}

interface CommonOptions extends ScheduleOptions {
  /** Rescales a variance-preserving schedule so that its last level is pure noise. */
  readonly zeroTerminalSnr?: boolean;
}

/** A RunConfig is one; only `custom` needs the curve. */
export type ProcessOptions =
  | (CommonOptions & { readonly schedule: Exclude<ScheduleName, 'custom'> })
  | (CommonOptions & { readonly schedule: 'custom'; readonly curve: string });

/** @throws if T is not an integer of at least 2. */
export function makeProcess(options: ProcessOptions): Process {
  const { schedule, T, zeroTerminalSnr = false } = options;
  if (!Number.isInteger(T) || T < 2) throw new Error(`T must be a whole number of at least 2, not ${T}`);
  const row = SCHEDULES[schedule];
  if (row.kind === 'flow') return processOfTimes(row.times(options), schedule);
  const betas = row.betas(options);
  return processOfBetas(zeroTerminalSnr ? rescaleZeroTerminalSnr(betas) : betas, schedule);
}

/** The variance-preserving process of given betas [T]. */
export function processOfBetas(betas: Float64Array, name: Process['name'] = 'given'): Process {
  const T = betas.length;
  const levels = () => new Float64Array(T);
  const [alphas, alphasCumprod, posteriorVariance] = [levels(), levels(), levels()];
  const [signal, noise, snr, modelTime] = [levels(), levels(), levels(), levels()];
  // The level before the first is the data itself.
  let before = 1;
  for (let t = 0; t < T; t++) {
    const beta = betas[t]!;
    const abar = before * (1 - beta);
    alphas[t] = 1 - beta;
    alphasCumprod[t] = abar;
    posteriorVariance[t] = (beta * (1 - before)) / (1 - abar);
    signal[t] = Math.sqrt(abar);
    noise[t] = Math.sqrt(1 - abar);
    snr[t] = abar / (1 - abar);
    modelTime[t] = t;
    before = abar;
  }
  return {
    name,
    kind: 'vp',
    T,
    signal,
    noise,
    snr,
    modelTime,
    vp: { betas, alphas, alphasCumprod, posteriorVariance },
  };
}

/** The rectified flow whose levels have these shares of noise, s [T]. */
function processOfTimes(noise: Float64Array, name: Process['name']): Process {
  const signal = noise.map(s => 1 - s);
  return {
    name,
    kind: 'flow',
    T: noise.length,
    signal,
    noise,
    snr: noise.map(s => ((1 - s) / s) ** 2),
    modelTime: noise.map(s => 1000 * s),
    vp: null,
  };
}
