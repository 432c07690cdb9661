/**
 * Evenly spaced numbers, equal to numpy's to the last digit. Timestep grids are rounded to integers, so the last digit
 * can decide between neighbours: with 48 of 1000 steps a plain (i * T) / steps visits other levels.
 */

/** numpy.linspace: `count` numbers from `first` to `last`. */
export function linspace(first: number, last: number, count: number): Float64Array {
  const step = (last - first) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => {
    if (i === 0) return first;
    return i === count - 1 ? last : i * step + first;
  });
}

/** numpy.arange: from `first` by `step` until before `end`. If the division rounds up, there is one number more. */
export function arange(first: number, end: number, step: number): Float64Array {
  const delta = first + step - first;
  return Float64Array.from({ length: Math.ceil((end - first) / step) }, (_, i) => first + i * delta);
}

/** numpy.round: halves go to the even neighbour. Math.round sends them up. */
export function roundHalfToEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
