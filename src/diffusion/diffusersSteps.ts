/** Which levels diffusers' schedulers (0.29) visit, each scheduler by its own rules. */

import { linspace, roundHalfToEven } from '../math/numpyGrid.ts';
import type { SpacingName } from './names.ts';
import type { Process } from './process.ts';
import { shiftTime } from './samplers/euler.ts';
import { CLEAN, type Level, levelAt, levelOfSigma, type Step, stepsThrough } from './samplers/level.ts';
import { interpolate, karrasSigmas, luSigmas, timeOfSigma } from './samplers/sigmas.ts';
import { timesteps } from './samplers/timesteps.ts';

interface Spacing {
  readonly timestep_spacing?: SpacingName | undefined;
  readonly steps_offset: number;
}

/** DDPM and DDIM step to t - floor(T / steps), which need not be the level that is visited next. */
function strided(process: Process, config: Spacing, steps: number, end: Level): Step[] {
  const { T } = process;
  const stride = Math.floor(T / steps);
  const spacing = config.timestep_spacing ?? 'leading';
  const offset = spacing === 'leading' ? config.steps_offset : 0;
  return timesteps(T, steps, spacing)
    .map(t => t + offset)
    .map(t => ({
      from: levelAt(process, t),
      to: t - stride >= 0 ? levelAt(process, t - stride) : end,
    }));
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
}

/** With zero terminal SNR the solver's last alpha-bar is this instead of 0, since it needs a finite sigma. */
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
    : dpmTimesteps(T, steps, config).map(t => ({ t, sigma: interpolate(sigmas, t) }));
  const levels = visited.map(({ t, sigma }) => levelOfSigma(t, sigma));
  const end = config.final_sigmas_type === 'sigma_min' ? levelOfSigma(0, sigmas[0]!) : CLEAN;
  return stepsThrough(levels, end);
}

/** One level more than is used is laid out, except for `trailing`. */
function dpmTimesteps(
  T: number,
  steps: number,
  { timestep_spacing: spacing = 'linspace', steps_offset }: Spacing,
) {
  const range = Array.from({ length: steps }, (_, i) => steps - i);
  if (spacing === 'linspace') return range.map(i => roundHalfToEven((i * (T - 1)) / steps));
  if (spacing === 'leading') return range.map(i => i * Math.floor(T / (steps + 1)) + steps_offset);
  return timesteps(T, steps, 'trailing');
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
