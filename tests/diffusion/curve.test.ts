/** Schedules drawn by hand: any points, dragged or from a link, give a process that can be trained on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../src/config/link.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import {
  CURVE_POINTS,
  curveAlphaBar,
  curveProblem,
  curveThrough,
  formatCurve,
  movePoint,
  parseCurve,
} from '../../src/diffusion/schedules/curve.ts';
import { anyCurve, anyPoints } from './anyCurve.ts';

describe('a curve of alpha-bar', () => {
  it('gives betas in (0, 1) and an alpha-bar that falls at every level, whatever was dragged', () => {
    fc.assert(
      fc.property(anyCurve, fc.integer({ min: 10, max: 1000 }), (curve, T) => {
        const { betas, alphasCumprod } = makeProcess({ schedule: 'custom', curve, T }).vp!;
        for (let t = 0; t < T; t++) {
          expect(betas[t]!).toBeGreaterThan(0);
          expect(betas[t]!).toBeLessThan(1);
          expect(alphasCumprod[t]!).toBeLessThan(t === 0 ? 1 : alphasCumprod[t - 1]!);
        }
      }),
    );
  });

  it('is read back from its text point by point', () => {
    fc.assert(
      fc.property(anyPoints, points => {
        expect(curveProblem(formatCurve(points))).toBeNull();
        expect(parseCurve(formatCurve(points))).toEqual(points);
      }),
    );
  });

  it('passes through its points', () => {
    fc.assert(
      fc.property(anyPoints, points => {
        const alphaBar = curveAlphaBar(points);
        expect(alphaBar(0)).toBe(1);
        for (const point of points) expect(alphaBar(point.s)).toBeCloseTo(point.alphaBar, 10);
      }),
    );
  });

  it('is the squared cosine where its points lie on one', () => {
    // Angles that a text of ten-thousandths cannot round: 0, 30, 45 and 60 degrees have alpha-bar 1, 3/4, 1/2 and 1/4.
    const alphaBar = curveAlphaBar([
      { s: 0.5, alphaBar: 0.75 },
      { s: 0.75, alphaBar: 0.5 },
      { s: 1, alphaBar: 0.25 },
    ]);
    for (const s of [0.1, 0.4, 0.6, 0.9]) {
      expect(alphaBar(s)).toBeCloseTo(Math.cos((s * Math.PI) / 3) ** 2, 12);
    }
  });

  it.each([
    ['', '5 to 9 points'],
    ['200-9000', '5 to 9 points'],
    ['200-9000_400-7000_600-5000_800-3000_1000-1000_', '5 to 9 points'],
    ['200-9000_400-7000_600-5000_800-3000_1000-1e3', '5 to 9 points'],
    ['200-9000_400-7000_400-5000_800-3000_1000-1000', 'at least 20 apart'],
    ['200-9000_400-7000_600-7000_800-3000_1000-1000', 'at least 5 lower'],
    ['200-9000_400-7000_600-5000_800-3000_990-1000', 'ends at 1000'],
    ['5-9000_400-7000_600-5000_800-3000_1000-1000', 'at least 20 apart'],
    ['200-9000_400-7000_600-5000_800-3000_1000-0', 'from 1 to 9999'],
    ['200-10000_400-7000_600-5000_800-3000_1000-1', '5 to 9 points'],
  ])('%j is refused, and the link says why', (text, reason) => {
    expect(curveProblem(text)).toContain(reason);
    expect(() => parseCurve(text)).toThrow(reason);
    const { config, problems } = decodeLink(`#v=1&schedule=linear&target=eps&sampler=ddim&curve=${text}`);
    expect(config.curve).toBe(DEFAULT_CONFIG.curve);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reason);
  });

  it('stays within its neighbours when a point is dragged past them', () => {
    const points = curveThrough(s => 1 - s, 5);
    const [, moved] = movePoint(points, 1, { s: 0.95, alphaBar: -3 });
    expect(moved).toEqual({ s: 0.58, alphaBar: 0.4005 });
    expect(movePoint(points, 4, { s: 0.2, alphaBar: 0.3 })[4]).toEqual({ s: 1, alphaBar: 0.1995 });
  });

  it('follows a schedule that is there already', () => {
    const { alphasCumprod } = makeProcess({ schedule: 'linear', T: 1000 }).vp!;
    for (let count = CURVE_POINTS.min; count <= CURVE_POINTS.max; count++) {
      const curve = formatCurve(curveThrough(s => alphasCumprod[Math.round(s * 1000) - 1]!, count));
      const own = makeProcess({ schedule: 'custom', curve, T: 1000 }).vp!.alphasCumprod;
      const furthest = Math.max(...own.map((alphaBar, t) => Math.abs(alphaBar - alphasCumprod[t]!)));
      expect(furthest).toBeLessThan(0.02);
    }
  });

  it('must be given', () => {
    // As from JavaScript, or from a configuration of an older version of the page.
    const options = JSON.parse('{"schedule":"custom","T":10}');
    expect(() => makeProcess(options)).toThrow('needs a curve');
  });
});
