import { curveAlphaBar, parseCurve } from './curve.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

/** A schedule drawn by hand; curve.ts interpolates between its points. */
export const custom = {
  id: 'custom',
  label: 'Your own curve',
  tex: String.raw`\bar\alpha(s) = \cos^2\varphi(s),\quad s = \tfrac{t+1}{T},\quad \varphi\text{ a monotone cubic through your points}`,
  uses: ['zeroTerminalSnr', 'curve'],
  kind: 'vp',
  betas: ({ T, curve }) => {
    if (curve === undefined) throw new Error("The schedule 'custom' needs a curve");
    return betasOfAlphaBar(T, curveAlphaBar(parseCurve(curve)));
  },
  diffusers: null,
} as const satisfies BetaSchedule;
