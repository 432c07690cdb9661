/**
 * diffusers' EulerDiscrete and HeunDiscrete schedulers, which this project does not offer, put together from what it
 * has: their x is x0 + sigma eps, a level with signal 1, and their first-order step is `eulerRow`.
 */
import { type DiffusersConfig, diffusersProcess } from '../../src/diffusion/diffusersConfig.ts';
import { applyRow } from '../../src/diffusion/samplers/applyRow.ts';
import { eulerRow } from '../../src/diffusion/samplers/euler.ts';
import { CLEAN, type Level } from '../../src/diffusion/samplers/level.ts';
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
function firstOrder(x: Float64Array, from: Level, to: Level, target: TargetName) {
  const size = Math.sqrt(1 + from.noise ** 2);
  const xt = x.map(value => value / size);
  // v is defined at signal^2 + noise^2 = 1, and grows with the level when that does.
  const modelOut = network(xt, from.modelTime).map(value => (target === 'v' ? value * size : value));
  const inputs = { xt, modelOut, target, limit: null, rederiveEps: false, x0History: [], z: null };
  return { xt, ...applyRow<Float64Array>(eulerRow({ from, to }), inputs) };
}

export function euler(levels: readonly Level[], start: Float64Array, target: TargetName): Float64Array {
  return levels.slice(1).reduce((x, to, i) => firstOrder(x, levels[i]!, to, target).xPrev, start);
}

/** Heun's step goes along the mean of the directions at its two ends; the last step, to 0, is Euler's. */
export function heun(levels: readonly Level[], start: Float64Array, target: TargetName): Float64Array {
  return levels.slice(1).reduce((x, to, i) => {
    const from = levels[i]!;
    const { xt, epsHat, xPrev } = firstOrder(x, from, to, target);
    if (to === CLEAN) return xPrev;
    const end = firstOrder(xPrev, to, to, target);
    const length = to.noise - from.noise;
    return xt.map((value, j) => value + (length * (epsHat[j]! + end.epsHat[j]!)) / 2);
  }, start);
}
