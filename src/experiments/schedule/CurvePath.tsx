import { useMemo } from 'react';

interface Props {
  /** One per level. */
  readonly values: Float64Array;
  /** The values at the lower and upper edge; values beyond are drawn at the edge. */
  readonly from: number;
  readonly to: number;
  /** The value before the first level, if any. */
  readonly start?: number;
  /** Fills the area below. */
  readonly area?: boolean;
}

/** A curve that fills its parent, in the parent's colour. */
export function CurvePath({ values, from, to, start, area = false }: Props) {
  const line = useMemo(() => {
    const T = values.length;
    const height = (value: number) => 100 * (1 - Math.min(1, Math.max(0, (value - from) / (to - from))));
    const points = Array.from(
      values,
      (value, t) => `${((100 * (t + 1)) / T).toFixed(2)},${height(value).toFixed(2)}`,
    );
    return start === undefined ? points : [`0,${height(start).toFixed(2)}`, ...points];
  }, [values, from, to, start]);
  return (
    <svg className="curve-path" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      {area && <path className="curve-area" d={`M0,100 L${line.join(' ')} L100,100 Z`} />}
      <path className="curve-line" d={`M${line.join(' ')}`} />
    </svg>
  );
}
