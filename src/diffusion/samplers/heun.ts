import { linspace } from '../../math/numpyGrid.ts';
import type { DiffusersConfig } from '../diffusersConfig.ts';
import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { eulerRow } from './euler.ts';
import { CLEAN, type Level, type Step, stepsThrough } from './level.ts';
import type { Sampler } from './sampler.ts';
import { interpolate, karrasSigmas, timeOfSigma } from './sigmas.ts';
import { timesteps, trailing } from './timesteps.ts';

/**
 * Heun's step (Karras et al. 2022, algorithm 1 without churn): Euler's, repeated with the means of the guesses at both
 * ends. This is the trapezoidal rule for dx = x0Hat dSignal + epsHat dNoise: second order on any path of signal and
 * noise, and finite when no signal is left. The last step, to zero noise, is Euler's.
 */
export function heunRow(step: Step): SamplerRow {
  const { modelTime, noise } = step.to;
  return { ...eulerRow(step), ...(noise === 0 ? {} : { corrector: { modelTime } }) };
}

/** diffusers steps along x0 + sigma eps, where the signal is always 1. */
function diffusersSteps({ T, signal, noise }: Process, config: DiffusersConfig, steps: number): Step[] {
  const sigmas = noise.map((n, t) => n / signal[t]!);
  const times = visitedTimes(T, config, steps);
  const visited = Float64Array.from(times, t => interpolate(sigmas, t));
  const levels = config.use_karras_sigmas
    ? karrasSigmas(visited.reverse(), steps).map(sigma => levelOf(timeOfSigma(sigmas, sigma), sigma))
    : times.map((t, i) => levelOf(t, visited[i]!));
  return stepsThrough(levels, CLEAN);
}

const levelOf = (t: number, sigma: number): Level => ({ t, modelTime: t, signal: 1, noise: sigma });

function visitedTimes(T: number, config: DiffusersConfig, steps: number): number[] {
  const { timestep_spacing: spacing = 'linspace', steps_offset: offset } = config;
  if (spacing === 'trailing') return trailing(T, T / steps);
  if (spacing === 'leading') return timesteps(T, steps, spacing).map(t => t + offset);
  // Not rounded, and spaced in float32.
  return Array.from(linspace(T - 1, 0, steps), Math.fround);
}

/** The same step of x scaled to variance one, as the network sees it. */
function ofVarianceOne(row: SamplerRow): SamplerRow {
  const before = Math.hypot(row.signal, row.noise);
  const after = Math.hypot(row.signalPrev, row.noisePrev);
  return {
    ...row,
    signal: row.signal / before,
    noise: row.noise / before,
    signalPrev: row.signalPrev / after,
    noisePrev: row.noisePrev / after,
    cXt: (row.cXt * before) / after,
    cX0: row.cX0 / after,
    cEps: row.cEps / after,
  };
}

export const heun = {
  id: 'heun',
  label: 'Heun',
  about: 'Heun asks the network twice per step, at both ends, and errs far less.',
  tex: String.raw`x_{t'} = x_t + (\sqrt{\bar\alpha_{t'}}-\sqrt{\bar\alpha_t})\,\hat x_0 + (\sqrt{1-\bar\alpha_{t'}}-\sqrt{1-\bar\alpha_t})\,\hat\varepsilon,\quad \hat x_0 = \tfrac12\big(\hat x_0(x_t)+\hat x_0(\tilde{x}_{t'})\big),\ \hat\varepsilon\text{ likewise}`,
  texOnFlow: String.raw`x_{t'} = x_t + (s'-s)\,(\hat\varepsilon - \hat x_0),\quad \hat x_0 = \tfrac12\big(\hat x_0(x_t)+\hat x_0(\tilde{x}_{t'})\big),\ \hat\varepsilon\text{ likewise}`,
  fits: ['vp', 'flow'],
  uses: () => [],
  rows: steps => steps.map(heunRow),
  diffusers: {
    className: 'HeunDiscreteScheduler',
    // No diffusers pipeline scales the input for Heun; this one builds a DDIM from the configuration.
    pipeline: 'DDIMPipeline',
    process: 'vp',
    clipSample: false,
    write: () => ({}),
    read: () => ({}),
    rows: (process, config, steps) =>
      diffusersSteps(process, config, steps).map(step => ofVarianceOne(heunRow(step))),
  },
} as const satisfies Sampler;
