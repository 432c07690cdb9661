/** All analyses in the worker, by the names under which the page calls them. */
import { ANALYSES as OF_EXPERIMENTS } from '../../experiments/engine.ts';
import { planeFieldJob } from './planeField.ts';

export const ANALYSES = { ...OF_EXPERIMENTS, planeField: planeFieldJob };
