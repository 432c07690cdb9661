import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeProcess } from '../../src/diffusion/process.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { checkTarget, convertTarget, decoding, targetCoefficients } from '../../src/diffusion/target.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';
import { anyCurve } from './anyCurve.ts';

const pixel = fc.double({ min: -1, max: 1, noNaN: true });
const normal = fc.double({ min: -5, max: 5, noNaN: true });
/** Float64, divided by a signal of 0.05 at the least: seven or more digits beyond what is asserted. */
const DIGITS = 9;

/** A level of any process that still has some signal and some noise. */
const level = fc
  .record({
    schedule: fc.constantFrom(...SCHEDULE_NAMES),
    curve: anyCurve,
    T: fc.integer({ min: 10, max: 1000 }),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ schedule, curve, T, place }) => {
    const { signal, noise } = makeProcess({ schedule, curve, T });
    const t = Math.floor(place * (T - 1));
    return { signal: signal[t]!, noise: noise[t]! };
  })
  .filter(({ signal, noise }) => signal > 0.05 && noise > 0.05);

const answerOf = (
  target: (typeof TARGET_NAMES)[number],
  signal: number,
  noise: number,
  x0: number,
  eps: number,
) => {
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  return pX0 * x0 + pEps * eps;
};

describe('targets', () => {
  it('are those of the papers', () => {
    const of = (target: (typeof TARGET_NAMES)[number]) => answerOf(target, 0.8, 0.6, 0.5, -2);
    expect(of('eps')).toBe(-2);
    expect(of('x0')).toBe(0.5);
    // Salimans & Ho 2022: v = alpha eps - sigma x.
    expect(of('v')).toBeCloseTo(0.8 * -2 - 0.6 * 0.5, 15);
    // Liu et al. 2022: from data to noise.
    expect(of('velocity')).toBe(-2.5);
  });

  it('each give x0 and eps back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TARGET_NAMES),
        level,
        pixel,
        normal,
        (target, { signal, noise }, x0, eps) => {
          const xt = signal * x0 + noise * eps;
          const y = answerOf(target, signal, noise, x0, eps);
          const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(target, signal, noise);
          expect(x0FromXt * xt + x0FromY * y).toBeCloseTo(x0, DIGITS);
          expect(epsFromXt * xt + epsFromY * y).toBeCloseTo(eps, DIGITS);
        },
      ),
    );
  });

  it('convert into each other and back', () => {
    const targets = fc.constantFrom(...TARGET_NAMES);
    fc.assert(
      fc.property(targets, targets, level, pixel, normal, (from, to, at, x0, eps) => {
        const xt = at.signal * x0 + at.noise * eps;
        const y = answerOf(from, at.signal, at.noise, x0, eps);
        const there = convertTarget(from, to, at, xt, y);
        expect(there).toBeCloseTo(answerOf(to, at.signal, at.noise, x0, eps), DIGITS);
        expect(convertTarget(to, from, at, xt, there)).toBeCloseTo(y, DIGITS);
      }),
    );
  });
});

describe('checkTarget', () => {
  const zeroSnr = makeProcess({ schedule: 'cosine', T: 100, zeroTerminalSnr: true });
  const flow = makeProcess({ schedule: 'flow', T: 100 });
  const linear = makeProcess({ schedule: 'linear', T: 100 });

  it('finds that eps says nothing where only noise is left', () => {
    expect(checkTarget(zeroSnr, 'eps')).toContain('t = 99');
    expect(checkTarget(flow, 'eps')).toContain('eps');
  });

  it('accepts what can be decoded everywhere', () => {
    for (const target of ['x0', 'v', 'velocity'] as const) {
      for (const process of [zeroSnr, flow, linear]) expect(checkTarget(process, target)).toBeNull();
    }
    expect(checkTarget(linear, 'eps')).toBeNull();
  });
});
