import { linspace } from '../../math/numpyGrid.ts';
import { logistic } from './logistic.ts';
import type { BetaSchedule } from './schedule.ts';

/** diffusers' `sigmoid` (GeoDiff): the betas rise like a sigmoid. Not the schedule in sigmoid.ts. */
export const sigmoidBeta = {
  id: 'sigmoid-beta',
  label: 'Sigmoid in beta (diffusers)',
  tex: String.raw`\beta_t = 10^{-4} + (0.02-10^{-4})\;\sigma\!\Big(\tfrac{12\,t}{T-1}-6\Big),\quad \sigma(x) = \tfrac{1}{1+e^{-x}}`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T, betaStart = 1e-4, betaEnd = 0.02 }) =>
    linspace(-6, 6, T).map(x => logistic(x) * (betaEnd - betaStart) + betaStart),
  diffusers: 'sigmoid',
} as const satisfies BetaSchedule;
