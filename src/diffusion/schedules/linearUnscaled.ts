import { linspace } from '../../math/numpyGrid.ts';
import type { BetaSchedule } from './schedule.ts';

/** Ho et al. 2020: beta from 1e-4 to 0.02 for any T, as in diffusers. At T = 100 it ends far from pure noise. */
export const linearUnscaled = {
  id: 'linear-unscaled',
  label: 'Linear, unscaled (diffusers)',
  tex: String.raw`\beta_t = \beta_0 + \tfrac{t}{T-1}\,(\beta_{T-1}-\beta_0),\quad \beta_0 = 10^{-4},\ \beta_{T-1} = 0.02`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T, betaStart = 1e-4, betaEnd = 0.02 }) => linspace(betaStart, betaEnd, T),
  diffusers: 'linear',
} as const satisfies BetaSchedule;
