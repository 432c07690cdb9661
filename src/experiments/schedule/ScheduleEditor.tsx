import { Dumbbell, Minus, Plus, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { addNoise } from '../../diffusion/forward.ts';
import { makeProcess } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { CURVE_POINTS, curveAlphaBar, curveThrough } from '../../diffusion/schedules/curve.ts';
import { isUntouched } from '../../store/settings/rules.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { CopyLink } from '../../ui/header/CopyLink.tsx';
import { ChainStrip } from '../../ui/noise/ChainStrip.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { CurveEditor } from './CurveEditor.tsx';
import { CurveSketch } from './CurveSketch.tsx';
import { Endpoint } from './Endpoint.tsx';
import { useScheduleDraft } from './useScheduleDraft.ts';
import './schedule.css';

const STARTS = [
  ['linear', 'Linear'],
  ['cosine', 'Cosine'],
  ['sigmoid', 'Sigmoid'],
] as const;
/** Number of levels at which to sample a known schedule. */
const READ_AT = 1000;

/** An editor for the schedule's curve; all that depends on it updates live. */
export default function ScheduleEditor() {
  const draft = useScheduleDraft();
  const { points, process } = draft;
  const { settings, runs, timeline, store } = useActions();
  const t = useApp(levelInView);
  const seed = useApp(state => state.config.seed);
  const ready = useApp(state => state.run.ready !== null);
  const untouched = useApp(isUntouched);
  const shown = useApp(forwardInView);
  const { x0, eps } = shown;
  const forward = useMemo(
    () => ({ ...shown, process, at: (level: number) => addNoise(levelAt(process, level), x0, eps) }),
    [shown, process, x0, eps],
  );
  const spread = (count: number) => draft.settle(curveThrough(curveAlphaBar(points), count));
  const trainOnIt = async () => {
    draft.settle(points);
    if (await settings.tryOut(store.getState().config, { fresh: true })) runs.train('start');
  };
  return (
    <div className="stack">
      <p>
        Drag a point, or move it with the arrow keys. The line is ᾱ, the share of the picture’s variance that
        is left; it can only fall.
      </p>
      <div className="split">
        <div className="stack">
          <CurveEditor draft={draft} t={t} />
          <ChainStrip forward={forward} t={t} onPick={timeline.seek} />
          <div className="curve-sketches">
            <CurveSketch
              title="Noise added in one step, β"
              values={process.vp!.betas}
              t={t}
              decades={[-6, 0]}
              className="curve-noise"
            />
            <CurveSketch
              title="Signal-to-noise ratio, SNR"
              values={process.snr}
              t={t}
              decades={[-4, 4]}
              className="curve-ratio"
            />
          </div>
        </div>
        <aside className="stack" aria-label="The curve">
          <p className="muted" role="status">
            {draft.inUse
              ? 'The page uses this curve, and so does its link.'
              : 'The page uses another schedule until you move a point.'}
          </p>
          <div className="row">
            <span>Start from</span>
            {STARTS.map(([name, label]) => (
              <button
                key={name}
                type="button"
                className="button"
                onClick={() => draft.settle(curveThrough(alphaBarOf(name), points.length))}
              >
                {label}
              </button>
            ))}
          </div>
          <div className="row">
            <span className="numbers">{points.length} points</span>
            <button
              type="button"
              className="button"
              aria-label="Remove a point"
              disabled={points.length === CURVE_POINTS.min}
              onClick={() => spread(points.length - 1)}
            >
              <Minus aria-hidden />
            </button>
            <button
              type="button"
              className="button"
              aria-label="Add a point"
              disabled={points.length === CURVE_POINTS.max}
              onClick={() => spread(points.length + 1)}
            >
              <Plus aria-hidden />
            </button>
            <button type="button" className="button" disabled={!draft.undo} onClick={() => draft.undo?.()}>
              <Undo2 aria-hidden /> Undo
            </button>
          </div>
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={!ready}
              onClick={() => void trainOnIt()}
            >
              <Dumbbell aria-hidden /> Train on it from scratch
            </button>
            <CopyLink />
          </div>
          {!untouched && <p className="muted">Your trained run is saved first, and you can go back to it.</p>}
          <Endpoint process={process} x0={x0} shape={shown.shape} seed={seed} />
        </aside>
      </div>
    </div>
  );
}

/** alpha-bar of a known schedule at any s from 0 to 1. */
function alphaBarOf(name: (typeof STARTS)[number][0]): (s: number) => number {
  const { alphasCumprod } = makeProcess({ schedule: name, T: READ_AT }).vp!;
  return s => alphasCumprod[Math.max(0, Math.round(s * READ_AT) - 1)]!;
}
