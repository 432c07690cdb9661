import { openingSentence } from '../../store/view/leading.ts';
import { Facts } from '../Facts.tsx';
import { useApp } from '../useApp.ts';

/**
 * Training progress and speed, in slots of fixed width; where there is no room for all, the first stay. Until the person
 * has begun, a sentence on where to begin stands over them.
 */
export function TrainFigures() {
  const phase = useApp(({ run }) => run.phase);
  const step = useApp(({ run }) => run.step);
  const stepMs = useApp(({ run }) => run.stepMs);
  const goal = useApp(({ config }) => config.steps);
  const smoothed = useApp(({ run }) => run.losses.curves().smoothed.at(-1));
  const opening = useApp(openingSentence);
  const rate = stepMs === null ? null : 1000 / stepMs;
  const left = rate === null ? null : Math.max(0, goal - step) / rate;
  const facts = [
    ['Step', `${step.toLocaleString('en')} of ${goal.toLocaleString('en')}`],
    ['Time left', phase === 'finished' ? 'done' : left === null ? '–' : duration(left)],
    ['Smoothed loss', smoothed === undefined ? '–' : smoothed.toFixed(4)],
    ['Steps per second', rate === null ? '–' : rate.toPrecision(3)],
  ] as const;
  return (
    <div className="train-figures">
      {opening && <p className="opening">{opening}</p>}
      <Facts facts={facts} />
      <progress
        className="train-progress"
        max={goal}
        value={Math.min(step, goal)}
        aria-label="Training progress"
      />
    </div>
  );
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
