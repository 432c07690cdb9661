/** The lowest loss that the run's data allows, as far as it has been estimated: by the experiment, or for points by itself. */
import { derive } from '../memo.ts';
import type { AppState, Found } from '../state.ts';
import { findingOf } from './analyses.ts';

/** The key of the estimate that is made by itself. */
export const PLANE_FLOOR = 'planeFloor';

/** The experiment's where it is finished: it takes more draws. Null until there is one. */
export function lossFloorOf(state: AppState): Found<'floor'> | null {
  const measured = findingOf(state, 'floor');
  if (measured?.found && !measured.running) return measured.found;
  const own = findingOf(state, 'floor', PLANE_FLOOR);
  return own && !own.running ? own.found : null;
}

/** Its mean over the noise levels: what the training loss can fall to. */
export const meanLossFloor = derive([lossFloorOf], floor =>
  floor ? floor.loss.reduce((sum, loss) => sum + loss, 0) / floor.loss.length : null,
);
