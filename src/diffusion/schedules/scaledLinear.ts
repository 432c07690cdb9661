import { linspace } from '../../math/numpyGrid.ts';
import type { BetaSchedule } from './schedule.ts';

/**
 * The square roots of the betas are evenly spaced (Rombach et al. 2022), between diffusers' defaults. Well-known models
 * use other ends: latent diffusion 0.0015 and 0.0195, Stable Diffusion 0.00085 and 0.012.
 */
export const scaledLinear = {
  id: 'scaled-linear',
  label: 'Scaled linear (diffusers)',
  tex: String.raw`\sqrt{\beta_t} = \sqrt{\beta_0} + \tfrac{t}{T-1}\,\big(\sqrt{\beta_{T-1}}-\sqrt{\beta_0}\big),\quad \beta_0 = 10^{-4},\ \beta_{T-1} = 0.02`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T, betaStart = 1e-4, betaEnd = 0.02 }) =>
    linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), T).map(root => root * root),
  diffusers: 'scaled_linear',
} as const satisfies BetaSchedule;
