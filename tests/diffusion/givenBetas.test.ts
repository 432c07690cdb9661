/** A schedule whose betas a file gave, as text and as a process. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeProcess } from '../../src/diffusion/process.ts';
import { betasProblem, formatBetas, parseBetas } from '../../src/diffusion/schedules/betasText.ts';

const anyBetas = fc.array(fc.float({ min: Math.fround(1e-6), max: Math.fround(0.9), noNaN: true }), {
  minLength: 2,
  maxLength: 50,
});

describe('betas as text', () => {
  it('are read again as they were', () => {
    fc.assert(
      fc.property(anyBetas, betas => {
        const text = formatBetas(betas);
        expect(betasProblem(text)).toBeNull();
        expect([...parseBetas(text)]).toEqual(betas);
      }),
    );
  });

  it('are those of the platform’s own encoding', () => {
    expect(formatBetas([0.1, 0.2])).toBe(Buffer.from(Float32Array.of(0.1, 0.2).buffer).toString('base64url'));
  });

  it.each([
    'a',
    'zczMPc',
    'zczMPc3MTD6a',
    formatBetas([0.1]),
    formatBetas([0.1, 1.5]),
    formatBetas([1, 0.1]),
    '!!!!',
  ])('are refused where they are none: %s', text => {
    expect(betasProblem(text)).not.toBeNull();
  });
});

describe('the process of given betas', () => {
  it('has them, and alpha-bar between them for another T', () => {
    fc.assert(
      fc.property(anyBetas, betas => {
        const text = formatBetas(betas);
        const own = makeProcess({ schedule: 'given', betas: text, T: betas.length }).vp!;
        expect([...own.betas]).toEqual(betas);
        // Twice as many levels: each second one is one of theirs.
        const finer = makeProcess({ schedule: 'given', betas: text, T: 2 * betas.length }).vp!;
        own.alphasCumprod.forEach((alphaBar, t) => {
          expect(Math.abs(finer.alphasCumprod[2 * t + 1]! / alphaBar - 1)).toBeLessThan(1e-9);
        });
      }),
    );
  });
});
