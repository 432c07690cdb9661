/**
 * A curve of alpha-bar drawn by hand. It starts at (0, 1), the data, and falls through its points. Between them it is a
 * monotone cubic in the angle phi, where alpha-bar = cos(phi)^2, signal = cos(phi) and noise = sin(phi): the angle is
 * finite at both ends, and a straight line in it is the squared cosine of Nichol & Dhariwal.
 */
import { monotoneCubic } from '../../math/monotoneCubic.ts';

export interface CurvePoint {
  /** Position from data to noise, (t + 1) / T, in (0, 1]; 1 for the last point. */
  readonly s: number;
  readonly alphaBar: number;
}

/** Number of movable points. */
export const CURVE_POINTS = { min: 5, max: 9 } as const;
/** Least distance between points: no step may destroy everything. */
const CURVE_GAP = { s: 0.02, alphaBar: 0.0005 } as const;
/** Range of a point's alpha-bar, which keeps betas between 0 and 1. */
const CURVE_RANGE = { min: 0.0001, max: 0.9999 } as const;

/** The text's precision: s in thousandths, alpha-bar in ten-thousandths. */
const UNITS = { s: 1000, alphaBar: 10_000 } as const;

/** alpha-bar at any s from 0 to 1: 1 at 0, strictly falling. */
export function curveAlphaBar(points: readonly CurvePoint[]): (s: number) => number {
  const angle = monotoneCubic(
    [0, ...points.map(({ s }) => s)],
    [0, ...points.map(({ alphaBar }) => Math.acos(Math.sqrt(alphaBar)))],
  );
  return s => Math.cos(angle(s)) ** 2;
}

/** `200-9045_400-6545_…`: short enough for a link. */
export function formatCurve(points: readonly CurvePoint[]): string {
  return points
    .map(({ s, alphaBar }) => `${Math.round(s * UNITS.s)}-${Math.round(alphaBar * UNITS.alphaBar)}`)
    .join('_');
}

/** Why `text` is not a curve, as the end of 'should be …', or null. */
export function curveProblem(text: string): string | null {
  const { min, max } = CURVE_POINTS;
  const form = new RegExp(`^\\d{1,4}-\\d{1,4}(_\\d{1,4}-\\d{1,4}){${min - 1},${max - 1}}$`);
  if (!form.test(text)) return `${min} to ${max} points like 200-9045_400-6545, each a place and a height`;
  const points = [[0, UNITS.alphaBar], ...pairs(text)] as [number, number][];
  const [s, alphaBar] = [CURVE_GAP.s * UNITS.s, CURVE_GAP.alphaBar * UNITS.alphaBar];
  const inOrder = points.every(([place, height], i) => {
    const before = points[i - 1];
    return !before || (place - before[0] >= s && (i === 1 || before[1] - height >= alphaBar));
  });
  if (!inOrder) return `points at least ${s} apart, each at least ${alphaBar} lower than the one before`;
  const heights = pairs(text).map(([, height]) => height);
  const within = (height: number) =>
    height >= CURVE_RANGE.min * UNITS.alphaBar && height <= CURVE_RANGE.max * UNITS.alphaBar;
  if (!heights.every(within)) return 'a curve whose heights are from 1 to 9999';
  return points.at(-1)![0] === UNITS.s ? null : `a curve that ends at ${UNITS.s}`;
}

/** @throws if `curveProblem` finds a problem. */
export function parseCurve(text: string): CurvePoint[] {
  const problem = curveProblem(text);
  if (problem) throw new Error(`The curve of a schedule should be ${problem}`);
  return pairs(text).map(([s, alphaBar]) => ({ s: s / UNITS.s, alphaBar: alphaBar / UNITS.alphaBar }));
}

const pairs = (text: string): [number, number][] =>
  text.split('_').map(pair => pair.split('-').map(Number) as [number, number]);

/** `points` with point `index` moved as close to the wanted position as its neighbours and the limits allow. */
export function movePoint(points: readonly CurvePoint[], index: number, wanted: CurvePoint): CurvePoint[] {
  const before = points[index - 1];
  const after = points[index + 1];
  const highest = before ? before.alphaBar - CURVE_GAP.alphaBar : CURVE_RANGE.max;
  // Leaves room below for the later points.
  const lowest = after ? after.alphaBar + CURVE_GAP.alphaBar : CURVE_RANGE.min;
  const left = (before?.s ?? 0) + CURVE_GAP.s;
  const right = after ? after.s - CURVE_GAP.s : 1;
  const moved = {
    s: after ? onGrid(wanted.s, left, right, UNITS.s) : 1,
    alphaBar: onGrid(wanted.alphaBar, lowest, highest, UNITS.alphaBar),
  };
  return points.map((point, i) => (i === index ? moved : point));
}

/** `count` points spread evenly along `alphaBar`, each within the limits and below the one before. */
export function curveThrough(alphaBar: (s: number) => number, count: number): CurvePoint[] {
  let highest: number = CURVE_RANGE.max;
  return Array.from({ length: count }, (_, i) => {
    const s = Math.round(((i + 1) / count) * UNITS.s) / UNITS.s;
    const lowest = CURVE_RANGE.min + (count - 1 - i) * CURVE_GAP.alphaBar;
    const point = { s, alphaBar: onGrid(alphaBar(s), lowest, highest, UNITS.alphaBar) };
    highest = point.alphaBar - CURVE_GAP.alphaBar;
    return point;
  });
}

function onGrid(value: number, min: number, max: number, unit: number): number {
  const units = Math.round(value * unit);
  return Math.min(Math.round(max * unit), Math.max(Math.round(min * unit), units)) / unit;
}
