/** q(x_t) in the plane against the closed form for one normal, numerical gradients, and the simulated chain. */
import { expect, it } from 'vitest';
import { densityOnGrid, exactScore, logDensity } from '../../src/diffusion/density.ts';
import { FiniteSet } from '../../src/diffusion/finiteSet.ts';
import { addNoise } from '../../src/diffusion/forward.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { levelAt } from '../../src/diffusion/samplers/level.ts';
import { gaussians, uniforms } from '../../src/math/random.ts';

const COUNT = 200;
const points = uniforms(3, 'evaluation', 0, new Float32Array(2 * COUNT)).map(u => 2 * u - 1);
const set = new FiniteSet(COUNT, 2, i => points.subarray(2 * i, 2 * i + 2));
const LEVELS = [
  { signal: 0.999, noise: 0.05 },
  { signal: 0.8, noise: 0.6 },
  { signal: 0.1, noise: 0.995 },
];

it('of one point is a normal density', () => {
  const one = new FiniteSet(1, 2, () => [0.5, -0.25]);
  const { signal, noise } = { signal: 0.6, noise: 0.8 };
  const [x, y] = [0.1, 0.4];
  const squared = (x - signal * 0.5) ** 2 + (y + signal * 0.25) ** 2;
  const expected = -squared / (2 * noise ** 2) - Math.log(2 * Math.PI * noise ** 2);
  expect(logDensity(one, { signal, noise }, [x, y])).toBeCloseTo(expected, 6);
});

it.each(LEVELS)('its score at noise $noise is the gradient of the log density', mix => {
  const step = 1e-4;
  for (const [x, y] of [
    [0.2, 0.3],
    [-0.7, 0.1],
    [0.05, -0.9],
  ] as const) {
    const slope = (dx: number, dy: number) =>
      (logDensity(set, mix, [x + dx, y + dy]) - logDensity(set, mix, [x - dx, y - dy])) / (2 * step);
    const [sx, sy] = exactScore(set, mix, [x, y]);
    // Central differences: off by the third derivative times step² / 6, which grows as noise^-4 or so.
    const tolerance = 1e-3 * Math.max(1, Math.hypot(sx!, sy!));
    expect(Math.abs(sx! - slope(step, 0))).toBeLessThan(tolerance);
    expect(Math.abs(sy! - slope(0, step))).toBeLessThan(tolerance);
  }
});

it('on a grid agrees with the exact density where the noise is wider than a cell', () => {
  const grid = { side: 96, reach: 3 };
  const mix = { signal: 0.8, noise: 0.3 };
  const density = densityOnGrid(points, mix, grid);
  const cell = (2 * grid.reach) / grid.side;
  for (const [column, row] of [
    [48, 48],
    [40, 60],
    [60, 37],
  ] as const) {
    const at = [(column + 0.5) * cell - grid.reach, grid.reach - (row + 0.5) * cell];
    const exact = COUNT * cell ** 2 * Math.exp(logDensity(set, mix, at));
    expect(Math.abs(density[row * grid.side + column]! / exact - 1)).toBeLessThan(0.02);
  }
});

/** Means of x and y, variances of both, and the covariance. */
function moments(flat: Float32Array): number[] {
  const n = flat.length / 2;
  const mean = [0, 1].map(c => flat.reduce((sum, v, i) => (i % 2 === c ? sum + v / n : sum), 0));
  const covariance = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += ((flat[2 * i + a]! - mean[a]!) * (flat[2 * i + b]! - mean[b]!)) / n;
    return sum;
  };
  return [...mean, covariance(0, 0), covariance(1, 1), covariance(0, 1)];
}

it('the simulated chain and the closed form have the mean and covariance of theory, within four standard errors', () => {
  const n = 20_000;
  const process = makeProcess({ schedule: 'linear', T: 100 });
  // Correlated data: x0 normal, y0 half of it and half its own.
  const z = gaussians(5, 'evaluation', 1, new Float32Array(2 * n));
  const x0 = Float32Array.from(z, (v, i) => (i % 2 === 0 ? 0.3 + 0.5 * v : 0.25 * (z[i - 1]! + v) - 0.1));
  const truth = { mean: [0.3, -0.1], xx: 0.25, yy: 0.125, xy: 0.125 };
  let chain: Float32Array = x0;
  for (let t = 0; t < process.T; t++) {
    const beta = process.vp!.betas[t]!;
    const step = gaussians(5, 'noise', t, new Float32Array(2 * n));
    chain = addNoise({ signal: Math.sqrt(1 - beta), noise: Math.sqrt(beta) }, chain, step);
    if (![0, 24, 49, 74, 99].includes(t)) continue;
    const level = levelAt(process, t);
    const jump = addNoise(level, x0, gaussians(6, 'noise', t, new Float32Array(2 * n)));
    const s2 = level.signal ** 2;
    const [vx, vy, vxy] = [s2 * truth.xx + level.noise ** 2, s2 * truth.yy + level.noise ** 2, s2 * truth.xy];
    const expected = [level.signal * truth.mean[0]!, level.signal * truth.mean[1]!, vx, vy, vxy];
    const errors = [
      Math.sqrt(vx / n),
      Math.sqrt(vy / n),
      vx * Math.sqrt(2 / n),
      vy * Math.sqrt(2 / n),
      Math.sqrt((vx * vy + vxy ** 2) / n),
    ];
    for (const simulated of [chain, jump]) {
      moments(simulated).forEach((value, i) => {
        expect(Math.abs(value - expected[i]!), `moment ${i} at t = ${t}`).toBeLessThan(4 * errors[i]!);
      });
    }
  }
});
