import { useCallback, useEffect, useMemo, useState } from 'react';
import { type History, record, startHistory, undo } from '../../data/history.ts';
import { makeProcess, type Process } from '../../diffusion/process.ts';
import { type CurvePoint, formatCurve, parseCurve } from '../../diffusion/schedules/curve.ts';
import { useActions, useApp } from '../../ui/useApp.ts';

export interface ScheduleDraft {
  readonly points: readonly CurvePoint[];
  /** The process of these points, updated during a drag. */
  readonly process: Process;
  /** Whether the page's settings use the curve. */
  readonly inUse: boolean;
  /** Shows points during a drag. */
  drag(points: readonly CurvePoint[]): void;
  /** Makes the points the page's schedule, and puts them in its link. */
  settle(points: readonly CurvePoint[]): void;
  /** Undoes the last change; null if there is none. */
  readonly undo: (() => void) | null;
}

/** The curve in the page's settings, and its state during a drag. */
export function useScheduleDraft(): ScheduleDraft {
  const { settings } = useActions();
  const use = useCallback((text: string) => settings.set({ schedule: 'custom', curve: text }), [settings]);
  const { schedule, curve, T, zeroTerminalSnr } = useApp(state => state.config);
  const [dragged, setDragged] = useState<readonly CurvePoint[] | null>(null);
  const [history, setHistory] = useState<History<string>>(() => startHistory(curve));
  const points = useMemo(() => dragged ?? parseCurve(curve), [dragged, curve]);
  const process = useMemo(
    () => makeProcess({ schedule: 'custom', curve: formatCurve(points), T, zeroTerminalSnr }),
    [points, T, zeroTerminalSnr],
  );
  // A link or a preset may have set another curve, which ends the drag.
  useEffect(() => {
    setDragged(null);
    setHistory(now => (now.present === curve ? now : startHistory(curve)));
  }, [curve]);
  const settle = useCallback(
    (settled: readonly CurvePoint[]) => {
      const text = formatCurve(settled);
      setDragged(null);
      setHistory(now => (now.present === text ? now : record(now, text)));
      use(text);
    },
    [use],
  );
  const back = () => {
    const before = undo(history);
    setHistory(before);
    use(before.present);
  };
  return {
    points,
    process,
    inUse: schedule === 'custom',
    drag: setDragged,
    settle,
    undo: history.past.length > 0 ? back : null,
  };
}
