import { useMemo } from 'react';
import { wordFor } from '../../data/shape.ts';
import type { Process } from '../../diffusion/process.ts';
import { shapeInView } from '../../store/settings/dataInView.ts';
import { Formula } from '../formulas/Formula.tsx';
import { useApp } from '../useApp.ts';

/** Points of each curve; finer than any screen shows. */
const POINTS = 240;

/** The schedule's curves behind the timeline: the factors of picture and noise at each t. */
export function ScheduleBackground({ process }: { process: Process }) {
  const word = wordFor(useApp(shapeInView));
  const paths = useMemo(() => ({ signal: path(process.signal), noise: path(process.noise) }), [process]);
  const flow = process.kind === 'flow';
  return (
    <div className="schedule-background">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path className="area-x0" d={`${paths.signal} L100 100 L0 100 Z`} />
        <path className="line-x0" d={paths.signal} />
        <path className="line-eps" d={paths.noise} />
      </svg>
      <span className="curve-name curve-name-eps sym-eps symbol-caption">
        noise <Formula tex={flow ? 's' : String.raw`\sqrt{1-\bar\alpha_t}`} />
      </span>
      <span className="curve-name curve-name-x0 sym-x0 symbol-caption">
        {word} <Formula tex={flow ? '1-s' : String.raw`\sqrt{\bar\alpha_t}`} />
      </span>
    </div>
  );
}

/** t = T - 1 on the left, t = 0 on the right; 1 at the top. */
function path(values: Float64Array): string {
  const last = values.length - 1;
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const value = values[Math.round((1 - i / POINTS) * last)]!;
    return `${((100 * i) / POINTS).toFixed(2)} ${(96 - 92 * value).toFixed(2)}`;
  });
  return `M${points.join('L')}`;
}
