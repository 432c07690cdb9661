import { logistic } from './logistic.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

const MU = 0;
const B = 0.5;

/**
 * Least log SNR. The closed form falls to minus infinity at s = 1: alpha-bar from 0.04 to 0 in the last of 1000 levels.
 * Stopped at -8, a 3000th of the picture's variance, no beta reaches `MAX_BETA` for any T from 10 to 4000, so alpha-bar
 * is the closed form at every other level. At s = 0, the data, log SNR is infinite, and there is no level.
 */
const LEAST = -8;

/** log SNR at s in [0, 1]. */
function logSnr(s: number): number {
  const side = Math.sign(0.5 - s);
  return Math.max(LEAST, MU - (side === 0 ? 0 : B * side * Math.log(1 - 2 * Math.abs(s - 0.5))));
}

/** Hang et al. 2024: log SNR is spread like a Laplace distribution, most levels where picture and noise are equally strong. */
export const laplace = {
  id: 'laplace',
  label: 'Laplace (Hang 2024)',
  tex: String.raw`\log\mathrm{SNR}(s) = \mu - b\,\operatorname{sgn}(\tfrac12-s)\,\log(1-2\,|s-\tfrac12|),\quad \mu = 0,\ b = \tfrac12,\ s = \tfrac{t+1}{T}`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T }) => betasOfAlphaBar(T, s => logistic(logSnr(s))),
  // Later versions of diffusers have a `laplace` whose alpha-bar is the square root of this.
  diffusers: null,
} as const satisfies BetaSchedule;
