/** The levels that diffusers' schedulers (0.29) visit; each has its own rules. */

import { linspace, roundHalfToEven } from '../math/numpyGrid.ts';
import type { SpacingName } from './names.ts';
import type { Process } from './process.ts';
import { CLEAN, type Level, levelAt, levelOfSigma, type Step, stepsThrough } from './samplers/level.ts';
import { interpolate, karrasSigmas, luSigmas, shiftTime, timeOfSigma } from './samplers/sigmas.ts';
import { timesteps, trailing } from './samplers/timesteps.ts';

interface Spacing {
  readonly timestep_spacing?: SpacingName | undefined;
  readonly steps_offset: number;
}

/** DDPM and DDIM step to t - floor(T / steps), which may differ from the next level visited. */
function strided(process: Process, config: Spacing, steps: number, end: Level): Step[] {
  const { T } = process;
  const stride = Math.floor(T / steps);
  return visitedTimes(T, config, steps).map(t => ({
    from: levelOfTime(process, t),
    to: t - stride >= 0 ? levelOfTime(process, t - stride) : end,
  }));
}

function visitedTimes(
  T: number,
  { timestep_spacing: spacing = 'leading', steps_offset }: Spacing,
  steps: number,
) {
  // Not cut to `steps`: for some numbers of steps numpy lays out one level more, t = -1, and diffusers visits it.
  if (spacing === 'trailing') return trailing(T, T / steps);
  const offset = spacing === 'leading' ? steps_offset : 0;
  return timesteps(T, steps, spacing).map(t => t + offset);
}

/** Python counts a negative index from the end. */
function levelOfTime(process: Process, t: number): Level {
  const index = t < 0 ? t + process.T : t;
  if (index >= process.T)
    throw new Error(`t = ${t} is not one of the ${process.T} levels: steps_offset is too large`);
  return { ...levelAt(process, index), t, modelTime: t };
}

export const diffusersDdpmSteps = (process: Process, config: Spacing, steps: number): Step[] =>
  strided(process, config, steps, CLEAN);

/** Without `set_alpha_to_one` DDIM ends at level 0, not in the clean image. */
export const diffusersDdimSteps = (
  process: Process,
  config: Spacing & { readonly set_alpha_to_one: boolean },
  steps: number,
): Step[] => strided(process, config, steps, config.set_alpha_to_one ? CLEAN : levelAt(process, 0));

interface DpmConfig extends Spacing {
  readonly rescale_betas_zero_snr: boolean;
  readonly use_karras_sigmas: boolean | null;
  readonly use_lu_lambdas: boolean | null;
  readonly final_sigmas_type: 'zero' | 'sigma_min' | null;
  readonly lambda_min_clipped: number;
}

/** With zero terminal SNR the solver uses this as its last alpha-bar instead of 0, since it needs a finite sigma. */
const SMALLEST_ALPHA_BAR = 2 ** -24;

/** DPM-Solver++ steps from each visited sigma to the next, and at the end to 0 or to the smallest of training. */
export function diffusersDpmSteps({ T, vp }: Process, config: DpmConfig, steps: number): Step[] {
  const sigmas = vp!.alphasCumprod.map((alphaBar, i) => {
    const last = config.rescale_betas_zero_snr && i === T - 1;
    const kept = last ? SMALLEST_ALPHA_BAR : alphaBar;
    return Math.sqrt((1 - kept) / kept);
  });
  const byGrid = config.use_karras_sigmas
    ? karrasSigmas(sigmas, steps)
    : config.use_lu_lambdas
      ? luSigmas(sigmas, steps)
      : null;
  const visited = byGrid
    ? byGrid.map(sigma => ({ t: roundHalfToEven(timeOfSigma(sigmas, sigma)), sigma }))
    : dpmTimesteps(sigmas, steps, config).map(t => ({ t, sigma: interpolate(sigmas, t) }));
  const levels = visited.map(({ t, sigma }) => levelOfSigma(t, sigma));
  const end = config.final_sigmas_type === 'sigma_min' ? levelOfSigma(0, sigmas[0]!) : CLEAN;
  return stepsThrough(levels, end);
}

/** diffusers computes one level more than it uses, except for `trailing`. */
function dpmTimesteps(sigmas: Float64Array, steps: number, config: DpmConfig): number[] {
  const { timestep_spacing: spacing = 'linspace', steps_offset, lambda_min_clipped } = config;
  const T = sigmas.length;
  // lambda = -log sigma; levels below the clip are dropped.
  const last = sigmas.filter(sigma => -Math.log(sigma) >= lambda_min_clipped).length;
  if (spacing === 'trailing') return trailing(last, T / steps);
  const laidOut =
    spacing === 'linspace'
      ? Array.from(linspace(0, last - 1, steps + 1), roundHalfToEven)
      : Array.from({ length: steps + 1 }, (_, i) => i * Math.floor(last / (steps + 1)) + steps_offset);
  return laidOut.slice(1).reverse();
}

/** FlowMatchEulerDiscreteScheduler: sigmas evenly spaced, pushed towards noise by `shift` (Esser et al. 2024, eq. 23). */
export function diffusersFlowSteps(T: number, shift: number, steps: number): Step[] {
  const even = linspace(shiftTime(1, shift), shiftTime(1 / T, shift), steps);
  const levels = Array.from(even, (time): Level => {
    const sigma = shiftTime(time, shift);
    return { t: sigma * T - 1, modelTime: sigma * T, signal: 1 - sigma, noise: sigma };
  });
  return stepsThrough(levels, CLEAN);
}
