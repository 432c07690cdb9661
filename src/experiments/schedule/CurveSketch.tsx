import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { shortNumber } from '../../ui/charts/axes.ts';
import { CurvePath } from './CurvePath.tsx';

interface Props {
  readonly title: ReactNode;
  /** One per level, positive; 0 only at a schedule's end. */
  readonly values: Float64Array;
  readonly t: number;
  /** The powers of ten at the lower and the upper edge. */
  readonly decades: readonly [number, number];
  readonly className: string;
}

/** A curve over t on a fixed logarithmic scale: the curve moves, not the axis. */
export function CurveSketch({ title, values, t, decades, className }: Props) {
  const logs = useMemo(() => values.map(Math.log10), [values]);
  const [from, to] = decades;
  const middle = (from + to) / 2;
  return (
    <figure className={`curve-sketch ${className}`}>
      <figcaption className="numbers">
        {title} <strong>{shortNumber(values[t])}</strong>
      </figcaption>
      <div className="curve-editor">
        <span className="curve-axis-y numbers" aria-hidden>
          {[to, middle, from].map(power => (
            <span key={power}>
              10<sup>{power}</sup>
            </span>
          ))}
        </span>
        <div className="curve-plot">
          <CurvePath values={logs} from={from} to={to} />
          <span className="curve-now" style={{ insetInlineStart: `${(100 * (t + 1)) / values.length}%` }} />
        </div>
      </div>
    </figure>
  );
}
