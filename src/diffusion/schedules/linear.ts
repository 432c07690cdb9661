import { linearUnscaled } from './linearUnscaled.ts';
import { type BetaSchedule, MAX_BETA } from './schedule.ts';

/** Ho et al. 2020, with the betas scaled by 1000 / T (improved-diffusion), so any T ends in noise. */
export const linear = {
  id: 'linear',
  label: 'Linear (Ho 2020)',
  tex: String.raw`\beta_t = \tfrac{1000}{T}\Big(10^{-4} + \tfrac{t}{T-1}\,(0.02-10^{-4})\Big)`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: options => linearUnscaled.betas(options).map(beta => Math.min(MAX_BETA, (beta * 1000) / options.T)),
  // Equal to diffusers' `linear` only at T = 1000.
  diffusers: null,
} as const satisfies BetaSchedule;
