import { logistic } from './logistic.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

const START = -3;
const END = 3;

/** Jabri et al. 2022 with start -3, end 3 and tau 1: alpha-bar falls like a sigmoid. */
export const sigmoid = {
  id: 'sigmoid',
  label: 'Sigmoid (Jabri 2022)',
  tex: String.raw`\bar\alpha(s) = \frac{\sigma(3)-\sigma(6s-3)}{\sigma(3)-\sigma(-3)},\quad \sigma(x) = \tfrac{1}{1+e^{-x}},\ s = \tfrac{t+1}{T}`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T }) => {
    const first = logistic(START);
    const last = logistic(END);
    return betasOfAlphaBar(T, s => (last - logistic(s * (END - START) + START)) / (last - first));
  },
  diffusers: null,
} as const satisfies BetaSchedule;
