import { useEffect } from 'react';
import { findingOf } from '../../store/analyses/analyses.ts';
import { PLANE_FLOOR } from '../../store/analyses/lossFloor.ts';
import { useActions, useApp } from '../useApp.ts';

/** Draws of the estimate: enough for a line beside the loss, and done in a second. */
const DRAWS = 32;

/** Estimates the loss floor of the points once, while the worker has nothing else to do. */
export function usePlaneFloor(): void {
  const { analyses } = useActions();
  const asked = useApp(state => findingOf(state, 'floor', PLANE_FLOOR) !== null);
  const idle = useApp(
    ({ run, samplings }) =>
      run.ready !== null && run.phase !== 'running' && samplings.main?.status !== 'running',
  );
  useEffect(() => {
    if (idle && !asked) void analyses.analyse('floor', { draws: DRAWS }, { key: PLANE_FLOOR });
  }, [analyses, idle, asked]);
}
