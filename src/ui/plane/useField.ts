import { useEffect, useState } from 'react';
import type { Field } from '../../engine/analyses/planeField.ts';
import { findingOf } from '../../store/analyses/analyses.ts';
import { canAsk } from '../../store/settings/rules.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { useActions, useApp } from '../useApp.ts';

const GRID = { side: 19, reach: 1.9 };
/** Steps of training after which it is asked again. */
const EVERY_STEPS = 50;

/** The field at the level in view, asked again as the level, the class or the weights change; the last one till then. */
export function useField(): Field | null {
  const { analyses } = useActions();
  const t = useApp(levelInView);
  const label = useApp(state => forwardInView(state).label);
  const finding = useApp(state => findingOf(state, 'planeField'));
  const asks = useApp(canAsk);
  // The worker draws first: the level in view moves with every frame, and the field would be asked for at each.
  const drawing = useApp(({ samplings }) => samplings.main?.status === 'running');
  const weights = useApp(({ run }) =>
    run.phase === 'running' ? Math.floor(run.step / EVERY_STEPS) : `at ${run.step}`,
  );
  const scale = useApp(({ run, config }) => (run.config.classConditional ? config.guidanceScale : 1));
  const runId = useApp(({ run }) => run.runId);
  const wanted = [runId, t, label, weights, scale].join(' ');
  const busy = finding?.running ?? false;
  const asked = finding?.about === wanted;
  // One question at a time: the next is about whatever is in view by then.
  useEffect(() => {
    if (asks && !drawing && !busy && !asked) {
      void analyses.analyse('planeField', { t, label, ...GRID }, { about: wanted });
    }
  }, [analyses, asks, drawing, busy, asked, wanted, t, label]);
  const [last, setLast] = useState<{ readonly runId: number; readonly field: Field } | null>(null);
  const found = finding?.found ?? null;
  useEffect(() => {
    if (found) setLast({ runId, field: found });
  }, [found, runId]);
  return asks && last?.runId === runId ? last.field : null;
}
