/** The formulas shown for a flow give the sampler's rows; they are written out here as they are shown. */
import { describe, expect, it } from 'vitest';
import { makeProcess } from '../../src/diffusion/process.ts';
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { SAMPLERS, type SamplerName } from '../../src/diffusion/samplers/registry.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';

const rowsOf = (sampler: SamplerName, eta = 0) =>
  samplerTable(makeProcess({ schedule: 'flow', T: 1000 }), {
    sampler,
    steps: 20,
    spacing: 'trailing',
    eta,
    solverOrder: 2,
    variance: 'fixed_small',
  });

/** Every step but the last, which leads to s' = 0: s, s', and the row. */
const steps = (rows: readonly SamplerRow[]) =>
  rows.slice(0, -1).map(row => [row.noise, row.noisePrev, row] as const);

describe('one step on a flow', () => {
  it('has no symbol of a variance preserving process', () => {
    for (const { tex, texOnFlow = tex, fits } of Object.values(SAMPLERS)) {
      if (fits.includes('flow')) expect(texOnFlow).not.toMatch(/alpha|beta/);
    }
  });

  it('ddpm', () => {
    for (const [s, next, { cXt, cX0, cEps }] of steps(rowsOf('ddpm'))) {
      expect(cXt).toBeCloseTo(((1 - s) * next ** 2) / ((1 - next) * s ** 2), 12);
      expect(cX0).toBeCloseTo(1 - next - ((1 - s) ** 2 * next ** 2) / ((1 - next) * s ** 2), 12);
      expect(cEps).toBe(0);
    }
  });

  it('ddim', () => {
    for (const [, next, { cXt, cX0, cEps, cNoise }] of steps(rowsOf('ddim', 0.5))) {
      expect(cXt).toBe(0);
      expect(cX0).toBeCloseTo(1 - next, 12);
      expect(cEps).toBeCloseTo(Math.sqrt(next ** 2 - cNoise ** 2), 12);
      expect(cNoise).toBeGreaterThan(0);
    }
  });

  it('dpm++', () => {
    const lambda = (s: number) => Math.log((1 - s) / s);
    const all = steps(rowsOf('dpm++'));
    // The first step has no earlier guess, so it is of first order; the second starts from lambda = -inf, pure noise.
    for (const [i, [s, next, { cXt, cX0, cX0Prev }]] of all.entries()) {
      if (i < 2) continue;
      const h = lambda(next) - lambda(s);
      const r = (lambda(s) - lambda(all[i - 1]![0])) / h;
      const base = (1 - Math.exp(-h)) * (1 - next);
      expect(cXt).toBeCloseTo(next / s, 12);
      expect(cX0).toBeCloseTo(base * (1 + 1 / (2 * r)), 10);
      expect(cX0Prev).toBeCloseTo(-base / (2 * r), 10);
    }
  });

  it('euler', () => {
    for (const [s, next, { cXt, cX0, cEps }] of steps(rowsOf('euler'))) {
      expect(cXt).toBe(1);
      expect(cX0).toBeCloseTo(-(next - s), 12);
      expect(cEps).toBeCloseTo(next - s, 12);
    }
  });
});
