import fc from 'fast-check';
import {
  CURVE_POINTS,
  type CurvePoint,
  curveThrough,
  formatCurve,
  movePoint,
} from '../../src/diffusion/schedules/curve.ts';

const anywhere: fc.Arbitrary<CurvePoint> = fc.record({
  s: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  alphaBar: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
});
const moves = fc.array(fc.tuple(fc.nat(8), anywhere), { maxLength: 30 });

/** Curves as the editor's points can be dragged, starting from a straight line; also to places that are not allowed. */
export const anyPoints: fc.Arbitrary<CurvePoint[]> = fc
  .tuple(fc.integer(CURVE_POINTS), moves)
  .map(([count, dragged]) =>
    dragged.reduce(
      (points, [index, wanted]) => movePoint(points, index % count, wanted),
      curveThrough(s => 1 - s, count),
    ),
  );
export const anyCurve: fc.Arbitrary<string> = anyPoints.map(formatCurve);
