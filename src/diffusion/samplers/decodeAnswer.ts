import type { Mix } from '../forward.ts';
import { decoding } from '../target.ts';
import type { TargetName } from '../targets/registry.ts';
import type { Limit, Numbers } from './limits.ts';

export interface Answer<A extends Numbers> {
  readonly xt: A;
  /** The network's answer to x_t. */
  readonly modelOut: A;
  readonly target: TargetName;
  /** Keeps x0Hat within the range of pictures; null leaves it alone. */
  readonly limit: Limit | null;
  /** Whether epsHat follows the limited x0Hat, so that x_t = signal x0Hat + noise epsHat still holds. */
  readonly rederiveEps: boolean;
}

/** What the network's answer says about the picture and the noise in x_t. All arrays have one length. */
export function decodeAnswer<A extends Numbers>(
  { signal, noise }: Mix,
  { xt, modelOut, target, limit, rederiveEps }: Answer<A>,
): { readonly x0Hat: A; readonly epsHat: A } {
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(target, signal, noise);
  // In pure noise eps says nothing of the picture. Dividing by no signal gives infinities, as it does in diffusers; a
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
