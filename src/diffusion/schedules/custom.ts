import { curveAlphaBar, parseCurve } from './curve.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

/** A schedule drawn by hand: see curve.ts for what lies between its points. */
export const custom: BetaSchedule = ({ T, curve }) => {
  if (curve === undefined) throw new Error("The schedule 'custom' needs a curve");
  return betasOfAlphaBar(T, curveAlphaBar(parseCurve(curve)));
};
