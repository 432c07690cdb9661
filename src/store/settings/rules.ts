/** Rules between the settings and the present run: what is in force, what waits, and what prevents training. */
import { makeConsistent, warningsOf } from '../../config/consistency.ts';
import { PARAM_NAMES, PARAMS, type ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import type { Drawings } from '../../data/imageSet.ts';
import type { Drawing } from '../../storage/tables.ts';
import { shownDrawings } from '../drawings/drawings.ts';
import { derive } from '../memo.ts';
import type { AppState } from '../state.ts';
import { processInView, processKey } from '../timeline/forward.ts';
import { hasOwnWeights } from '../training/runState.ts';

/** The names of the settings that differ. */
export const changedParams = (a: RunConfig, b: RunConfig): ParamName[] =>
  PARAM_NAMES.filter(name => a[name] !== b[name]);

const settings = ({ config }: AppState) => config;
const runConfig = ({ run }: AppState) => run.config;

/** The present run's settings, updated with the edited ones that need no restart. */
export const runningConfig = derive(
  [settings, runConfig, ({ held }: AppState) => held],
  (config, built, held): RunConfig => {
    const edited = { ...config, ...held };
    const running = { ...built };
    for (const name of changedParams(built, edited)) {
      if (PARAMS[name].affects !== 'restart') Object.assign(running, { [name]: edited[name] });
    }
    // A sampler chosen for the edited schedule may not fit the run's schedule.
    return makeConsistent(running).config;
  },
);

/** Whether the drawings in view differ from those that the run trains on. */
const drawingsDiffer = derive(
  [settings, runConfig, ({ run }: AppState) => run.drawings, shownDrawings],
  (config, built, trained, shown): boolean =>
    config.dataset === 'drawings' &&
    built.dataset === 'drawings' &&
    trained !== null &&
    !same(trained, shown),
);

const same = ({ count, pixels }: Drawings, drawings: readonly Drawing[]): boolean =>
  count === drawings.length &&
  pixels.length === drawings.reduce((sum, drawing) => sum + drawing.pixels.length, 0) &&
  drawings.every(({ pixels: drawn }, i) => drawn.every((pixel, p) => pixel === pixels[i * drawn.length + p]));

/** Whether the settings or drawings need a new run. */
export const needsRestart = derive(
  [settings, runConfig, drawingsDiffer],
  (config, built, differ) =>
    differ || changedParams(config, built).some(name => PARAMS[name].affects === 'restart'),
);

/** Whether “Apply” would change anything. */
export const needsApply = derive(
  [needsRestart, settings, ({ held }: AppState) => held],
  (restart, config, held) =>
    restart || Object.entries(held).some(([name, value]) => config[name as ParamName] !== value),
);

/** Whether the run can be replaced without losing anything. */
export const isUntouched = ({ run }: Pick<AppState, 'run'>): boolean =>
  !hasOwnWeights(run) && run.phase !== 'running';

/** Whether the network was built for the process that the page shows, and can be asked about it. */
export const canAsk = ({ config, run }: Pick<AppState, 'config' | 'run'>): boolean =>
  run.ready !== null && processKey(config) === processKey(run.config);

/** Why training cannot start, or null. */
export function reasonAgainst(state: AppState): string | null {
  const { config, run } = state;
  // An opened run has its own drawings.
  if (config.dataset === 'drawings' && shownDrawings(state).length === 0 && !run.ready) {
    return 'There is no drawing yet. Press Draw in the Data part and add something to My drawings.';
  }
  if (config.dataset === 'points' && config.points === '' && !run.ready) {
    return 'There is no point yet. Press Draw points in the Data part, and spray some or import a table.';
  }
  if (run.phase !== 'running' && run.step >= config.steps) {
    return `Step ${config.steps.toLocaleString('en')} is reached. Raise “Stop after” to continue.`;
  }
  return null;
}

/** Whether pressing Train would do something, at once or when the run is built. */
export const canTrain = (state: AppState): boolean =>
  reasonAgainst(state) === null && state.engine.gone === null;

/** Whether the run trains, or will as soon as it is built. */
export const isTraining = ({ run }: Pick<AppState, 'run'>): boolean =>
  run.phase === 'running' || run.pending === 'start';

/** Warnings about the present settings. */
export const warnings = derive(
  [processInView, (state: AppState) => state.config.target, (state: AppState) => state.config.clipX0],
  warningsOf,
);
