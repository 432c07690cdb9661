import { parseBetas } from './betasText.ts';
import { linearUnscaled } from './linearUnscaled.ts';
import { type BetaSchedule, betasOfAlphaBar } from './schedule.ts';

/** The betas that a file gave. For another T than theirs, log alpha-bar is a straight line between its levels. */
export const given = {
  id: 'given',
  label: 'Betas of a file',
  tex: String.raw`\beta_t\text{ as the file gave them}`,
  uses: ['zeroTerminalSnr', 'betas'],
  kind: 'vp',
  betas: options => {
    if (!options.betas) return linearUnscaled.betas(options);
    const betas = parseBetas(options.betas);
    if (betas.length === options.T) return betas;
    let log = 0;
    const logs = [0, ...betas.map(beta => (log += Math.log1p(-Math.min(beta, LARGEST))))];
    return betasOfAlphaBar(options.T, s => {
      const at = s * betas.length;
      const before = Math.min(Math.floor(at), betas.length - 1);
      return Math.exp(logs[before]! + (at - before) * (logs[before + 1]! - logs[before]!));
    });
  },
  diffusers: null,
} as const satisfies BetaSchedule;

/** A last beta of 1 leaves no signal, whose logarithm is infinite. */
const LARGEST = 1 - 1e-6;
