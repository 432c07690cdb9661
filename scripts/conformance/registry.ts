import type { Checker } from './checker.ts';
import { pipeline } from './pipeline.ts';
import { qSample } from './qSample.ts';
import { samplers } from './samplers.ts';
import { schedules } from './schedules.ts';
import { unet } from './unet.ts';

/** One row per kind of reference file. */
export const CHECKERS: readonly Checker[] = [schedules, qSample, samplers, unet, pipeline];
