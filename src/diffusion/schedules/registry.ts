import { byId } from '../byId.ts';
import { cosine } from './cosine.ts';
import { custom } from './custom.ts';
import { flow } from './flow.ts';
import { given } from './given.ts';
import { laplace } from './laplace.ts';
import { linear } from './linear.ts';
import { linearUnscaled } from './linearUnscaled.ts';
import { scaledLinear } from './scaledLinear.ts';
import type { Schedule } from './schedule.ts';
import { sigmoid } from './sigmoid.ts';
import { sigmoidBeta } from './sigmoidBeta.ts';

const ROWS = [
  linear,
  linearUnscaled,
  scaledLinear,
  cosine,
  sigmoid,
  sigmoidBeta,
  laplace,
  flow,
  custom,
  given,
] as const;

export type ScheduleName = (typeof ROWS)[number]['id'];

export const SCHEDULES = byId<ScheduleName, Schedule>(ROWS);
export const SCHEDULE_NAMES = ROWS.map(({ id }) => id);
