import { linspace } from '../../math/numpyGrid.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

const sigmoidOf = (x: number): number => 1 / (1 + Math.exp(-x));

const START = -3;
const END = 3;

/** Jabri et al. 2022 with start -3, end 3 and tau 1: alpha-bar falls like a sigmoid. */
export const sigmoid: BetaSchedule = ({ T }) => {
  const first = sigmoidOf(START);
  const last = sigmoidOf(END);
  return betasOfAlphaBar(T, s => (last - sigmoidOf(s * (END - START) + START)) / (last - first));
};

/** diffusers' `sigmoid` (GeoDiff): the betas themselves rise like a sigmoid. Another schedule of the same name. */
export const sigmoidBeta: BetaSchedule = ({ T, betaStart = 1e-4, betaEnd = 0.02 }) =>
  linspace(-6, 6, T).map(x => sigmoidOf(x) * (betaEnd - betaStart) + betaStart);
