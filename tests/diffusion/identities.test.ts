/** Samplers that must agree with each other, or with an equation's exact solution (oracles.json). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffusersSampling } from '../../scripts/conformance/diffusersSampling.ts';
import { parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { makeProcess, type Process } from '../../src/diffusion/process.ts';
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import type { SamplerOptions } from '../../src/diffusion/samplers/samplerOptions.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { gaussians } from '../../src/math/random.ts';
import { COUNT, SAMPLE, trajectory } from './diffusersHarness.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/oracles.json'), 'utf8'));

const base = { spacing: 'trailing', eta: 0, solverOrder: 1, variance: 'fixed_small' } as const;
const table = (
  process: Process,
  options: Partial<SamplerOptions> & Pick<SamplerOptions, 'sampler' | 'steps'>,
) => samplerTable(process, { ...base, ...options });

const linear = makeProcess({ schedule: 'linear', T: 1000 });
const flow = makeProcess({ schedule: 'flow', T: 1000 });

/** Largest difference of two chains that are given the same noise. */
function difference(a: readonly SamplerRow[], b: readonly SamplerRow[], target: 'eps' | 'velocity'): number {
  const last = (rows: readonly SamplerRow[]) => {
    let step = 0;
    const noise = () => Float64Array.from(gaussians(1, 'sample', step++, new Float32Array(COUNT)));
    return trajectory(rows, { start: SAMPLE, target, noise }).at(-1)!;
  };
  const end = last(b);
  return Math.max(...last(a).map((x, i) => Math.abs(x - end[i]!)));
}

describe('identities', () => {
  it('DDIM with eta 1 over all T levels is DDPM with the small variance', () => {
    const ddim = table(linear, { sampler: 'ddim', steps: 1000, eta: 1 });
    const ddpm = table(linear, { sampler: 'ddpm', steps: 1000 });
    // Another float64 implementation found 5.4e-13.
    expect(golden.identity_ddim_eta1_T_equals_ddpm_fixed_small_maxabs).toBeLessThan(1e-12);
    expect(difference(ddim, ddpm, 'eps')).toBeLessThan(1e-11);
  });

  it('DPM-Solver++ of order 1 is DDIM with eta 0', () => {
    const solver = table(linear, { sampler: 'dpm++', steps: 20 });
    expect(difference(solver, table(linear, { sampler: 'ddim', steps: 20 }), 'eps')).toBeLessThan(1e-12);
  });

  it('DDIM with eta 0 on a flow is Euler', () => {
    const euler = table(flow, { sampler: 'euler', steps: 20 });
    expect(difference(euler, table(flow, { sampler: 'ddim', steps: 20 }), 'velocity')).toBeLessThan(1e-12);
  });

  it('and what is not the same is not', () => {
    const ddim = table(linear, { sampler: 'ddim', steps: 20 });
    expect(difference(ddim, table(linear, { sampler: 'ddim', steps: 20, eta: 0.1 }), 'eps')).toBeGreaterThan(
      1e-2,
    );
    const second = table(linear, { sampler: 'dpm++', steps: 20, solverOrder: 2 });
    expect(difference(ddim, second, 'eps')).toBeGreaterThan(1e-2);
  });
});

/** Data drawn from N(0.3, 0.5^2): E[eps | x_t] in closed form. */
describe("a Gaussian's probability-flow ODE", () => {
  const MEAN = 0.3;
  const DEVIATION = 0.5;
  const oracle = golden.analytic_gaussian;

  const exactX0 = (x: Float64Array, signal: number, noise: number) =>
    x.map(value => {
      const variance = (signal * DEVIATION) ** 2 + noise ** 2;
      return MEAN + ((signal * DEVIATION ** 2) / variance) * (value - signal * MEAN);
    });

  function solve(rows: readonly SamplerRow[], start = 1): number {
    let xt: Float64Array = Float64Array.of(start);
    let x0History: Float64Array[] = [];
    for (const row of rows) {
      const modelOut = exactX0(xt, row.signal, row.noise);
      const inputs = {
        xt,
        modelOut,
        target: 'x0',
        limit: null,
        rederiveEps: false,
        x0History,
        z: null,
      } as const;
      let step = applyRow<Float64Array>(row, inputs);
      if (row.corrector) {
        step = correctStep(row, inputs, step, exactX0(step.xPrev, row.signalPrev, row.noisePrev));
      }
      x0History = [step.x0Hat, ...x0History].slice(0, 2);
      xt = step.xPrev;
    }
    return xt[0]!;
  }

  interface Expected {
    readonly x: number;
    readonly err: number;
  }
  /** The number found, and its distance to the exact solution, in float64. */
  function expectSolution(rows: readonly SamplerRow[], { x, err }: Expected, exact: number) {
    expect(solve(rows)).toBeCloseTo(x, 10);
    expect(solve(rows) - exact).toBeCloseTo(err, 10);
  }

  const dpmRows = (steps: number) =>
    diffusersSampling('dpm++', parseDiffusersConfig({ final_sigmas_type: 'sigma_min' }), steps).rows;
  const each = (name: string) =>
    Object.entries(oracle[name] as Record<string, Expected>).map(
      ([steps, of]) => [Number(steps), of] as const,
    );

  it.each(each('ddim_trailing'))('DDIM in %i steps', (steps, expected) => {
    expectSolution(table(linear, { sampler: 'ddim', steps }), expected, oracle.exact_to_abar1);
  });
  it.each(each('dpmpp2m'))('DPM-Solver++ of order 2 in %i steps', (steps, expected) => {
    expectSolution(dpmRows(steps), expected, oracle.exact_to_abar_index0);
  });
  // diffusers' own grid, on x0 + sigma eps: X of the file.
  const heunRows = (steps: number) =>
    diffusersSampling('heun', parseDiffusersConfig({ use_karras_sigmas: true }), steps).rows;
  const heunGrid = Object.entries(oracle.heun_vp_grid as Record<string, { X: number; err: number }>).filter(
    ([steps]) => steps !== 'setup',
  );
  it.each(heunGrid)('Heun on the grid of Karras et al. in %s steps', (steps, expected) => {
    const end = solve(heunRows(Number(steps)));
    expect(end).toBeCloseTo(expected.X, 10);
  });
  it.each(each('flow_euler'))('Euler on a flow in %i steps', (steps, expected) => {
    expectSolution(table(flow, { sampler: 'euler', steps }), expected, MEAN + DEVIATION);
  });

  it('converges at the order of each sampler', () => {
    const order = (error: (steps: number) => number) => Math.log2(Math.abs(error(50) / error(100)));
    const ddim = order(steps => solve(table(linear, { sampler: 'ddim', steps })) - oracle.exact_to_abar1);
    const euler = order(steps => solve(table(flow, { sampler: 'euler', steps })) - MEAN - DEVIATION);
    const dpm = order(steps => solve(dpmRows(steps)) - oracle.exact_to_abar_index0);
    // Heun's last step, from the smallest sigma to 0, is Euler's and as long in each: differences are free of its error.
    const [coarse, middle, fine] = [50, 100, 200].map(steps => solve(heunRows(steps))) as [
      number,
      number,
      number,
    ];
    const heun = Math.log2((coarse - middle) / (middle - fine));
    for (const first of [ddim, euler]) expect(Math.abs(first - 1)).toBeLessThan(0.1);
    expect(Math.abs(dpm - 2)).toBeLessThan(0.1);
    expect(Math.abs(heun - 2)).toBeLessThan(0.1);
  });
});
