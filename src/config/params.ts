/**
 * Every parameter of a run: one row each, in the files of params/. Their order is the order of settings in a link.
 */
import { DATA_PARAMS } from './params/data.ts';
import { MODEL_PARAMS } from './params/model.ts';
import { PROCESS_PARAMS } from './params/process.ts';
import type { Others } from './params/row.ts';
import { RUN_PARAMS } from './params/run.ts';
import { SAMPLING_PARAMS } from './params/sampling.ts';
import { TRAINING_PARAMS } from './params/training.ts';

export const PARAMS = {
  ...DATA_PARAMS,
  ...PROCESS_PARAMS,
  ...MODEL_PARAMS,
  ...TRAINING_PARAMS,
  ...SAMPLING_PARAMS,
  ...RUN_PARAMS,
} as const;

export type ParamName = keyof typeof PARAMS;
export type ParamRow = (typeof PARAMS)[ParamName];
export const PARAM_NAMES = Object.keys(PARAMS) as ParamName[];

/** Whether a setting applies, given the others. */
export const isUsed = (name: ParamName, others: Others): boolean => PARAMS[name].usedWhen?.(others) ?? true;
