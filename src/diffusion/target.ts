/**
 * Decodes the network's answer. Its target is y = pX0 x0 + pEps eps (see targets/). With x_t = signal x0 + noise eps
 * these are two equations for x0 and eps, so any target determines both, and any other target.
 */
import type { Mix } from './forward.ts';
import type { Process } from './process.ts';
import { TARGETS, type TargetName } from './targets/registry.ts';
import type { TargetCoefficients } from './targets/target.ts';

export function targetCoefficients(target: TargetName, signal: number, noise: number): TargetCoefficients {
  return TARGETS[target].coefficients(signal, noise);
}

/** x0 = x0FromXt x_t + x0FromY y and eps = epsFromXt x_t + epsFromY y. */
export interface Decoding {
  readonly x0FromXt: number;
  readonly x0FromY: number;
  readonly epsFromXt: number;
  readonly epsFromY: number;
}

/** The inverse of [x_t; y] = [[signal, noise], [pX0, pEps]] [x0; eps]. Infinite if the target does not determine both. */
export function decoding(target: TargetName, signal: number, noise: number): Decoding {
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  const det = signal * pEps - noise * pX0;
  return { x0FromXt: pEps / det, x0FromY: -noise / det, epsFromXt: -pX0 / det, epsFromY: signal / det };
}

/** Converts an answer `y` from the target `from` to the target `to`, for single numbers. */
export function convertTarget(
  from: TargetName,
  to: TargetName,
  level: { readonly signal: number; readonly noise: number },
  xt: number,
  y: number,
): number {
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(from, level.signal, level.noise);
  const { pX0, pEps } = targetCoefficients(to, level.signal, level.noise);
  return pX0 * (x0FromXt * xt + x0FromY * y) + pEps * (epsFromXt * xt + epsFromY * y);
}

/**
 * Converts a mean squared error from x0 to the target. Since x_t is known, an error in x0 causes one of -signal / noise
 * times it in eps: y = (pX0 - pEps signal / noise) x0 + known terms. Without noise x_t is x0 and says nothing about eps,
 * whose variance is 1.
 */
export function lossInTarget(target: TargetName, { signal, noise }: Mix, x0Loss: number): number {
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  return noise === 0 ? pEps ** 2 : (pX0 - (pEps * signal) / noise) ** 2 * x0Loss;
}

/** What is wrong with asking for `target` in this process, or null. */
export function checkTarget({ T, signal, noise }: Process, target: TargetName): string | null {
  for (let t = 0; t < T; t++) {
    const { pX0, pEps } = targetCoefficients(target, signal[t]!, noise[t]!);
    if (signal[t]! * pEps - noise[t]! * pX0 === 0) {
      return `at t = ${t} nothing is left of the image, and the target ${target} says nothing about it`;
    }
  }
  return null;
}
