import { linspace } from '../../math/numpyGrid.ts';
import type { BetaSchedule } from './schedule.ts';

/** Latent diffusion (Rombach 2022): the square roots of the betas are evenly spaced. */
export const scaledLinear: BetaSchedule = ({ T, betaStart = 1e-4, betaEnd = 0.02 }) =>
  linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), T).map(root => root * root);
