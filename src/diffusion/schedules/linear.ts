import { linspace } from '../../math/numpyGrid.ts';
import { type BetaSchedule, MAX_BETA } from './schedule.ts';

/** Ho et al. 2020: beta from 1e-4 to 0.02, as diffusers has it whatever T is. At T = 100 it ends far from pure noise. */
export const linearUnscaled: BetaSchedule = ({ T, betaStart = 1e-4, betaEnd = 0.02 }) =>
  linspace(betaStart, betaEnd, T);

/** The same with the betas multiplied by 1000 / T (improved-diffusion), so that any T ends in noise. */
export const linear: BetaSchedule = options =>
  linearUnscaled(options).map(beta => Math.min(MAX_BETA, (beta * 1000) / options.T));
