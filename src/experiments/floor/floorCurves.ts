/** The loss and its floor as curves over t. */
import type { Floor } from './engine/floorJob.ts';
import type { FloorRow } from './floorRows.ts';

type Curve = (number | null)[];

/** t, the loss, the floor, and the floor plus and minus its standard error. */
export type BothCurves = [times: number[], loss: Curve, floor: Curve, above: Curve, below: Curve];

export function bothCurves(rows: readonly FloorRow[], floor: Floor | null): BothCurves {
  const times = floor ? [...floor.times] : rows.map(({ from, to }) => (from + to) / 2);
  const loss = times.map(t => {
    const row = rows.find(({ from, to }) => t >= from && t <= to);
    return row && !Number.isNaN(row.loss) ? row.loss : null;
  });
  const curve = (at: (floor: Floor, k: number) => number): Curve =>
    times.map((_, k) => (floor ? at(floor, k) : null));
  return [
    times,
    loss,
    curve((found, k) => found.loss[k]!),
    curve((found, k) => found.loss[k]! + found.standardError[k]!),
    curve((found, k) => found.loss[k]! - found.standardError[k]!),
  ];
}

export function gapCurve(rows: readonly FloorRow[]): [times: number[], gap: Curve] {
  const gap = rows.map(({ loss, floor }) => (floor === null || Number.isNaN(loss) ? null : loss - floor));
  return [rows.map(({ from, to }) => (from + to) / 2), gap];
}

/** How far the axis reaches below the least loss, or, before there is one, below the highest floor. */
const DEPTH = 1e-2;

/**
 * The logarithmic axis's range, in whole powers of ten. The floor falls to zero, which cannot be shown: there its curve
 * leaves the chart at the lower edge.
 */
export function logRange(losses: Curve, floors: Curve): [low: number, high: number] {
  const positive = (curve: Curve) => curve.filter(value => value !== null && value > 0) as number[];
  const [loss, floor] = [positive(losses), positive(floors)];
  const highest = Math.max(...loss, ...floor);
  if (!Number.isFinite(highest)) return [DEPTH, 1];
  const least = loss.length > 0 ? Math.min(...loss) : highest;
  return [10 ** Math.floor(Math.log10(DEPTH * least)), 10 ** Math.ceil(Math.log10(highest))];
}
