/** Heun's sampler against diffusers' scheduler (heun.json), and its order: the error falls with the square of the step. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffusersSampling } from '../../scripts/conformance/diffusersSampling.ts';
import { parseDiffusersConfig } from '../../src/diffusion/diffusersConfig.ts';
import { makeProcess } from '../../src/diffusion/process.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import { samplerTable } from '../../src/diffusion/samplers/samplerTable.ts';
import { targetCoefficients } from '../../src/diffusion/target.ts';
import { TARGET_NAMES } from '../../src/diffusion/targets/registry.ts';

interface Case {
  readonly config: Record<string, unknown>;
  readonly num_inference_steps: number;
  readonly init_noise_sigma: number;
  readonly timesteps: readonly number[];
  /** x = x0 + sigma eps after each step. */
  readonly frames: readonly (readonly number[])[];
}
const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/heun.json'), 'utf8')) as {
  readonly x_T: readonly number[];
  readonly cases: readonly Case[];
};
const network = (x: Float64Array, t: number): Float64Array =>
  x.map(value => 0.8 * Math.sin(1.3 * value + 0.002 * t) + 0.1 * value);

/** Of a frame's largest number: diffusers keeps alpha-bar, a product of up to a thousand numbers, in float32. */
const TOLERANCE = 1e-4;
/**
 * Of a level. Times on a grid of sigmas follow from alpha-bar too: numpy gives these of diffusers to 4e-5 from torch's
 * float32 alpha-bar, and misses them by 5.2e-3 from float64's.
 */
const TIME_TOLERANCE = 1e-2;

it.each(golden.cases.map(c => [JSON.stringify(c.config), c] as const))("diffusers' steps: %s", (_, given) => {
  const steps = given.num_inference_steps;
  const { rows, target, limit } = diffusersSampling('heun', parseDiffusersConfig(given.config), steps);
  expect(rows).toHaveLength(given.frames.length);
  // diffusers begins with x_T times its largest sigma; ours is the same x, scaled to variance one.
  const { signal } = rows[0]!;
  let xt: Float64Array = Float64Array.from(golden.x_T, value => value * given.init_noise_sigma * signal);
  rows.forEach((row, i) => {
    expect(Math.abs(row.modelTime - given.timesteps[i]!)).toBeLessThan(TIME_TOLERANCE);
    const modelOut = network(xt, row.modelTime);
    const inputs = { xt, modelOut, target, limit: limit(1), rederiveEps: true, x0History: [], z: null };
    let step = applyRow<Float64Array>(row, inputs);
    // Only the last step, to zero noise, asks the network once; the others ask twice.
    expect(row.corrector === undefined).toBe(i === rows.length - 1);
    if (row.corrector) {
      step = correctStep(row, inputs, step, network(step.xPrev, row.corrector.modelTime));
    }
    xt = step.xPrev;
    const frame = given.frames[i]!;
    const largest = Math.max(...frame.map(Math.abs));
    xt.forEach((value, j) => {
      expect(Math.abs(value / row.signalPrev - frame[j]!) / largest).toBeLessThan(TOLERANCE);
    });
  });
});

/** Data drawn from N(0.3, 0.5^2), whose probability-flow ODE has a closed form: oracles.json says which. */
describe('converges with the square of the step', () => {
  const MEAN = 0.3;
  const DEVIATION = 0.5;
  const START = 1;
  const exactX0 = (x: number, signal: number, noise: number) => {
    const variance = (signal * DEVIATION) ** 2 + noise ** 2;
    return MEAN + ((signal * DEVIATION ** 2) / variance) * (x - signal * MEAN);
  };

  /** From pure noise down to the last level that is visited, where the ODE's solution is compared. */
  function error(
    schedule: 'linear' | 'cosine' | 'flow',
    target: (typeof TARGET_NAMES)[number],
    steps: number,
  ) {
    const process = makeProcess({ schedule, T: 1000 });
    const options = { spacing: 'linspace', eta: 0, solverOrder: 1, variance: 'fixed_small' } as const;
    const rows = samplerTable(process, { ...options, sampler: 'heun', steps: steps + 1 }).slice(0, -1);
    let xt: Float64Array = Float64Array.of(START);
    const ask = (x: Float64Array, signal: number, noise: number): Float64Array => {
      const { pX0, pEps } = targetCoefficients(target, signal, noise);
      return x.map(value => {
        const x0Hat = exactX0(value, signal, noise);
        return pX0 * x0Hat + (pEps * (value - signal * x0Hat)) / noise;
      });
    };
    for (const row of rows) {
      const modelOut = ask(xt, row.signal, row.noise);
      const inputs = { xt, modelOut, target, limit: null, rederiveEps: false, x0History: [], z: null };
      const proposed = applyRow<Float64Array>(row, inputs);
      const second = ask(proposed.xPrev, row.signalPrev, row.noisePrev);
      xt = correctStep(row, inputs, proposed, second).xPrev;
    }
    const [first, last] = [rows[0]!, rows.at(-1)!];
    const spread = (signal: number, noise: number) => Math.hypot(signal * DEVIATION, noise);
    const exact =
      last.signalPrev * MEAN +
      (spread(last.signalPrev, last.noisePrev) / spread(first.signal, first.noise)) *
        (START - first.signal * MEAN);
    return Math.abs(xt[0]! - exact);
  }

  const combinations = (['linear', 'cosine', 'flow'] as const).flatMap(schedule =>
    TARGET_NAMES.filter(target => schedule !== 'flow' || target !== 'eps').map(
      target => [schedule, target] as const,
    ),
  );
  // 111 and 333 steps visit whole levels of 999, so that no rounding of theirs hides the order.
  it.each(combinations)('on %s, asked for %s', (schedule, target) => {
    const order = Math.log(error(schedule, target, 111) / error(schedule, target, 333)) / Math.log(3);
    expect(order).toBeGreaterThan(1.9);
    expect(order).toBeLessThan(2.1);
  });
});
