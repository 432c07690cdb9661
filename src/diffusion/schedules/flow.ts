import type { FlowSchedule } from './schedule.ts';

/** Rectified flow (Liu et al. 2022): s_t = (t + 1) / T; the last level is pure noise, the first almost data. */
export const flow = {
  id: 'flow',
  label: 'Rectified flow (Liu 2022)',
  tex: String.raw`x_t = (1-s)\,x_0 + s\,\varepsilon,\quad s = \tfrac{t+1}{T}`,
  uses: [],
  kind: 'flow',
  times: T => Float64Array.from({ length: T }, (_, t) => (t + 1) / T),
} as const satisfies FlowSchedule;
