import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

const OFFSET = 0.008;

/** Nichol & Dhariwal 2021, eq. 17: alpha-bar falls like a squared cosine. */
export const cosine: BetaSchedule = ({ T }) =>
  betasOfAlphaBar(T, s => Math.cos((((s + OFFSET) / (1 + OFFSET)) * Math.PI) / 2) ** 2);
