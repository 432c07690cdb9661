import { shiftTime } from '../samplers/sigmas.ts';
import type { FlowSchedule } from './schedule.ts';

/** Rectified flow (Liu et al. 2022): s_t = (t + 1) / T; the last level is pure noise, the first almost data. */
export const flow = {
  id: 'flow',
  label: 'Rectified flow (Liu 2022)',
  tex: String.raw`x_t = (1-s)\,x_0 + s\,\varepsilon,\quad s = \tfrac{t+1}{T}`,
  uses: ['shift'],
  kind: 'flow',
  times: ({ T, shift = 1 }) => Float64Array.from({ length: T }, (_, t) => shiftTime((t + 1) / T, shift)),
} as const satisfies FlowSchedule;
