/**
 * What the network's answer says: it is asked for y = pX0 x0 + pEps eps (see targets/). With x_t = signal x0 + noise eps these are two equations for
 * x0 and eps, so that any target gives both, and any other target.
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

/** The inverse of [x_t; y] = [[signal, noise], [pX0, pEps]] [x0; eps]. Infinite where the target does not suffice. */
export function decoding(target: TargetName, signal: number, noise: number): Decoding {
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  const det = signal * pEps - noise * pX0;
  return { x0FromXt: pEps / det, x0FromY: -noise / det, epsFromXt: -pX0 / det, epsFromY: signal / det };
}

/** The answer `y` to the question `from`, as the answer to the question `to`, for one number of each. */
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
 * The mean squared error of a guess, counted in the target, where it is `x0Loss` counted in x0. x_t is known, so that an
 * error of x0 brings one of -signal / noise times it in eps: y = (pX0 - pEps signal / noise) x0 + what is known. Where
 * there is no noise x_t is x0 and says nothing of eps, whose variance is 1.
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
