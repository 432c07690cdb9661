/** What holds for every sampler, whatever the process, the number of steps and their spacing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactX0 } from '../../src/diffusion/exactDenoiser.ts';
import { FiniteSet } from '../../src/diffusion/finiteSet.ts';
import { SPACING_NAMES } from '../../src/diffusion/names.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import { SAMPLER_NAMES } from '../../src/diffusion/samplers/registry.ts';
import type { SamplerOptions } from '../../src/diffusion/samplers/samplerOptions.ts';
import { checkSampler, samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { SCHEDULE_NAMES } from '../../src/diffusion/schedules/registry.ts';
import { gaussians } from '../../src/math/random.ts';
import { anyCurve } from './anyCurve.ts';

const anyOptions = fc.record({
  sampler: fc.constantFrom(...SAMPLER_NAMES),
  spacing: fc.constantFrom(...SPACING_NAMES),
  eta: fc.constantFrom(0, 0.5, 1),
  solverOrder: fc.constantFrom(1, 2, 3),
  variance: fc.constant('fixed_small' as const),
});
const anyProcess = fc.record({
  schedule: fc.constantFrom(...SCHEDULE_NAMES),
  curve: anyCurve,
  T: fc.integer({ min: 10, max: 1000 }),
  zeroTerminalSnr: fc.boolean(),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Float64, with differences of nearly equal levels divided by each other. */
const DIGITS = 8;

describe('every row of every table', () => {
  it('takes a distribution at one level to the same distribution at the next', () => {
    fc.assert(
      fc.property(anyProcess, anyOptions, share, (given, options, place) => {
        const process = makeProcess(given);
        const steps = 1 + Math.floor(place * (Math.min(process.T, 60) - 1));
        const all = { ...options, steps };
        fc.pre(checkSampler(process, all) === null);
        const rows = samplerTable(process, all);
        expect(rows).toHaveLength(steps);
        rows.forEach((row, i) => {
          // With perfect predictions: the share of the image, and the variance of the noise.
          const { cXt, cX0, cX0Prev, cX0Prev2, cEps, cNoise } = row;
          expect(cXt * row.signal + cX0 + cX0Prev + cX0Prev2).toBeCloseTo(row.signalPrev, DIGITS);
          expect((cXt * row.noise + cEps) ** 2 + cNoise ** 2).toBeCloseTo(row.noisePrev ** 2, DIGITS);
          // Each step starts at the level where the last one ended.
          expect(row.signalPrev).toBe(rows[i + 1]?.signal ?? 1);
          expect(row.noisePrev).toBe(rows[i + 1]?.noise ?? 0);
          expect(row.noisePrev).toBeLessThanOrEqual(row.noise);
          expect(row.modelTime).toBe(process.modelTime[row.t]);
          // No step uses an earlier prediction that does not exist yet.
          if (i < 1) expect(cX0Prev).toBe(0);
          if (i < 2) expect(cX0Prev2).toBe(0);
        });
      }),
    );
  });

  it('asks for past predictions as far back as the order says', () => {
    const process = makeProcess({ schedule: 'cosine', T: 1000 });
    const pastOf = (solverOrder: number) =>
      samplerTable(process, { ...base, sampler: 'dpm++', solverOrder, steps: 20 }).map(
        row => Number(row.cX0Prev !== 0) + Number(row.cX0Prev2 !== 0),
      );
    const middle = new Array(17).fill(0);
    expect(pastOf(1)).toEqual(new Array(20).fill(0));
    expect(pastOf(2)).toEqual([0, 1, ...middle.fill(1), 0]);
    expect(pastOf(3)).toEqual([0, 1, ...middle.fill(2), 0]);
  });
});

const base: SamplerOptions = {
  sampler: 'ddim',
  steps: 10,
  spacing: 'trailing',
  eta: 0,
  solverOrder: 2,
  variance: 'fixed_small',
};

describe('a sampler that is given exact predictions', () => {
  const members = [
    [0.8, -0.5, 0.1],
    [-0.7, 0.9, -0.2],
    [0.1, 0.2, 0.9],
  ].map(member => Float64Array.from(member));

  const combinations = [
    { schedule: 'linear', sampler: 'ddpm', steps: 200 },
    { schedule: 'cosine', sampler: 'ddim', steps: 50 },
    { schedule: 'cosine', sampler: 'ddim', steps: 50, eta: 1 },
    { schedule: 'linear', sampler: 'dpm++', steps: 100 },
    { schedule: 'sigmoid', sampler: 'dpm++', steps: 20, solverOrder: 3 },
    { schedule: 'flow', sampler: 'euler', steps: 50 },
    { schedule: 'flow', sampler: 'ddpm', steps: 200 },
    { schedule: 'flow', sampler: 'dpm++', steps: 20 },
    { schedule: 'linear', sampler: 'heun', steps: 20 },
    { schedule: 'cosine', sampler: 'heun', steps: 20 },
    { schedule: 'flow', sampler: 'heun', steps: 20 },
  ] as const;

  it.each(combinations)(
    '$sampler on $schedule lands on every member, and on nothing else',
    ({ schedule, ...given }) => {
      const process = makeProcess({ schedule, T: 200 });
      const rows = samplerTable(process, { ...base, ...given });
      const set = new FiniteSet(members.length, 3, i => members[i]!);
      const landed = Array.from({ length: 60 }, (_, n) => {
        const draw = (step: number) => Float64Array.from(gaussians(n, 'sample', step, new Float32Array(3)));
        let xt: Float64Array = draw(0);
        let x0History: Float64Array[] = [];
        rows.forEach((row, i) => {
          const modelOut = exactX0(set, row, xt);
          const decoding = { target: 'x0', limit: null, rederiveEps: false } as const;
          const inputs = { ...decoding, xt, modelOut, x0History, z: draw(i + 1) };
          let step = applyRow<Float64Array>(row, inputs);
          if (row.corrector) {
            const end = { signal: row.signalPrev, noise: row.noisePrev };
            step = correctStep(row, inputs, step, exactX0(set, end, step.xPrev));
          }
          x0History = [step.x0Hat, ...x0History].slice(0, 2);
          xt = step.xPrev;
        });
        const distances = members.map(member => Math.hypot(...xt.map((x, i) => x - member[i]!)));
        // Above the last level some members are still mixed a little.
        expect(Math.min(...distances)).toBeLessThan(0.01);
        return distances.indexOf(Math.min(...distances));
      });
      // A third each; eight of sixty is four standard deviations below twenty.
      for (const member of [0, 1, 2]) expect(landed.filter(m => m === member).length).toBeGreaterThan(5);
    },
  );
});

describe('checkSampler', () => {
  const flow = makeProcess({ schedule: 'flow', T: 100 });
  const linear = makeProcess({ schedule: 'linear', T: 100 });

  it.each([
    [linear, { sampler: 'euler' }, 'does not fit the schedule linear'],
    [linear, { steps: 101 }, 'more than the 100 levels'],
    [flow, { steps: 0 }, 'at least 1'],
    [flow, { steps: 2.5 }, 'whole number'],
    [linear, { eta: 1.5 }, 'eta'],
    [linear, { eta: Number.NaN }, 'eta'],
    [linear, { sampler: 'dpm++', solverOrder: 4 }, "solver's order"],
  ] as const)('%#: %j', (process, options, problem) => {
    expect(checkSampler(process, { ...base, ...options })).toContain(problem);
    expect(() => samplerTable(process, { ...base, ...options })).toThrow(problem);
  });

  it('accepts what fits', () => {
    expect(checkSampler(flow, { ...base, sampler: 'euler', steps: 100 })).toBeNull();
    expect(checkSampler(linear, { ...base, steps: 1 })).toBeNull();
  });
});
