/** The experiments, in the order on the screen. */
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

export const EXPERIMENTS: readonly Experiment[] = [
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
];
