/** The experiments, in the order on the screen. */
import { EXPERIMENT_NAMES, type ExperimentName } from '../config/shown.ts';
import { classes } from './classes/row.ts';
import type { Experiment } from './experiment.ts';
import { failures } from './failures/row.ts';
import { floor } from './floor/row.ts';
import { inside } from './inside/row.ts';
import { memory } from './memory/row.ts';
import { quality } from './quality/row.ts';
import { schedule } from './schedule/row.ts';
import { sideBySide } from './sideBySide/row.ts';
import { stepIn } from './stepIn/row.ts';
import { timeMachine } from './timeMachine/row.ts';

const ROWS: { readonly [K in ExperimentName]: Experiment } = {
  schedule,
  inside,
  stepIn,
  classes,
  sideBySide,
  floor,
  memory,
  quality,
  timeMachine,
  failures,
};

export const EXPERIMENTS: readonly Experiment[] = EXPERIMENT_NAMES.map(name => ROWS[name]);
