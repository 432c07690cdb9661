import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

const OFFSET = 0.008;

/** Nichol & Dhariwal 2021, eq. 17: alpha-bar falls like a squared cosine. */
export const cosine = {
  id: 'cosine',
  label: 'Cosine (Nichol 2021)',
  tex: String.raw`\bar\alpha(s) \propto \cos^2\!\Big(\tfrac{s+0.008}{1.008}\,\tfrac{\pi}{2}\Big),\quad s = \tfrac{t+1}{T}`,
  uses: ['zeroTerminalSnr'],
  kind: 'vp',
  betas: ({ T }) => betasOfAlphaBar(T, s => Math.cos((((s + OFFSET) / (1 + OFFSET)) * Math.PI) / 2) ** 2),
  diffusers: 'squaredcos_cap_v2',
} as const satisfies BetaSchedule;
