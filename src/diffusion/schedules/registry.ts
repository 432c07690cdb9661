import type { ScheduleName } from '../names.ts';
import { cosine } from './cosine.ts';
import { custom } from './custom.ts';
import { linear, linearUnscaled } from './linear.ts';
import { scaledLinear } from './scaledLinear.ts';
import type { BetaSchedule } from './schedule.ts';
import { sigmoid, sigmoidBeta } from './sigmoid.ts';

/** Every schedule with betas; the flow has none. The compiler sees to it that none is missing. */
export const BETA_SCHEDULES: { readonly [K in Exclude<ScheduleName, 'flow'>]: BetaSchedule } = {
  linear,
  'linear-unscaled': linearUnscaled,
  'scaled-linear': scaledLinear,
  cosine,
  sigmoid,
  'sigmoid-beta': sigmoidBeta,
  custom,
};
