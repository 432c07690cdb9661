import type { Mix } from '../forward.ts';
import { decoding } from '../target.ts';
import type { TargetName } from '../targets/registry.ts';
import type { Limit, Numbers } from './limits.ts';

export interface Answer<A extends Numbers> {
  readonly xt: A;
  /** The network's answer to x_t. */
  readonly modelOut: A;
  readonly target: TargetName;
  /** Limits x0Hat to the range of pictures; null for no limit. */
  readonly limit: Limit | null;
  /** Whether to recompute epsHat from the limited x0Hat, to keep x_t = signal x0Hat + noise epsHat. */
  readonly rederiveEps: boolean;
}

/** The picture and noise in x_t according to the network's answer. All arrays have the same length. */
export function decodeAnswer<A extends Numbers>(
  { signal, noise }: Mix,
  { xt, modelOut, target, limit, rederiveEps }: Answer<A>,
): { readonly x0Hat: A; readonly epsHat: A } {
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(target, signal, noise);
  // In pure noise eps says nothing about the picture. Dividing by zero signal gives infinities, as in diffusers; a
  // limit turns them into black and white.
  const known = Number.isFinite(x0FromXt);
  const x0Hat = xt.map((x, i) =>
    known ? x0FromXt * x + x0FromY * modelOut[i]! : (x - noise * modelOut[i]!) / signal,
  ) as A;
  const epsHat = xt.map((x, i) => (known ? epsFromXt * x + epsFromY * modelOut[i]! : modelOut[i]!)) as A;
  if (limit) {
    limit(x0Hat);
    if (rederiveEps) {
      for (let i = 0; i < xt.length; i++) epsHat[i] = (xt[i]! - signal * x0Hat[i]!) / noise;
    }
  }
  return { x0Hat, epsHat };
}
