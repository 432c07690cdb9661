/**
 * diffusers' EulerDiscrete and HeunDiscrete schedulers as its own tests run them: their x is x0 + sigma eps, a level with
 * signal 1, on which our `eulerRow` and `heunRow` are their steps.
 */
import { type DiffusersConfig, diffusersProcess } from '../../src/diffusion/diffusersConfig.ts';
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { applyRow, correctStep } from '../../src/diffusion/samplers/applyRow.ts';
import { eulerRow } from '../../src/diffusion/samplers/euler.ts';
import { heunRow } from '../../src/diffusion/samplers/heun.ts';
import { CLEAN, type Level, type Step } from '../../src/diffusion/samplers/level.ts';
import { interpolate, karrasSigmas, timeOfSigma } from '../../src/diffusion/samplers/sigmas.ts';
import type { TargetName } from '../../src/diffusion/targets/registry.ts';
import { linspace } from '../../src/math/numpyGrid.ts';
import { network } from './diffusersHarness.ts';

/** From the largest sigma down to 0. */
export function sigmaLevels(config: DiffusersConfig, steps: number): Level[] {
  const { T, signal, noise } = diffusersProcess(config);
  const sigmas = noise.map((n, t) => n / signal[t]!);
  // diffusers lays these times out in float32.
  const visited = config.use_karras_sigmas
    ? karrasSigmas(sigmas, steps).map(sigma => ({ t: timeOfSigma(sigmas, sigma), sigma }))
    : Array.from(linspace(T - 1, 0, steps), Math.fround).map(t => ({ t, sigma: interpolate(sigmas, t) }));
  const levels = visited.map(({ t, sigma }) => ({ t, modelTime: t, signal: 1, noise: sigma }));
  return [...levels, CLEAN];
}

/** The network sees x scaled to variance 1; diffusers' tests then go on with the scaled x, and so do we. */
function scaled(x: Float64Array, { modelTime, noise }: Level, target: TargetName) {
  const size = Math.sqrt(1 + noise ** 2);
  const xt = x.map(value => value / size);
  // v is defined at signal^2 + noise^2 = 1, and grows with the level when that does.
  const modelOut = network(xt, modelTime).map(value => (target === 'v' ? value * size : value));
  return { xt, modelOut };
}

const follow =
  (rowOf: (step: Step) => SamplerRow) =>
  (levels: readonly Level[], start: Float64Array, target: TargetName): Float64Array =>
    levels.slice(1).reduce((x, to, i) => {
      const from = levels[i]!;
      const row = rowOf({ from, to });
      const common = { target, limit: null, rederiveEps: false, x0History: [], z: null };
      const inputs = { ...common, ...scaled(x, from, target) };
      const step = applyRow<Float64Array>(row, inputs);
      if (!row.corrector) return step.xPrev;
      const second = scaled(step.xPrev, to, target);
      return correctStep(row, inputs, { ...step, xPrev: second.xt }, second.modelOut).xPrev;
    }, start);

export const euler = follow(eulerRow);
export const heun = follow(heunRow);
