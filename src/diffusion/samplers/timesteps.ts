import { arange, linspace, roundHalfToEven } from '../../math/numpyGrid.ts';
import type { SpacingName } from '../names.ts';

/**
 * The levels that `steps` steps visit, from noisy to clean, chosen like diffusers' DDPM and DDIM schedulers (table 2
 * of Lin et al. 2023). `leading` never reaches the last level; `trailing` starts there.
 */
export function timesteps(T: number, steps: number, spacing: SpacingName): number[] {
  switch (spacing) {
    case 'linspace':
      return Array.from(linspace(0, T - 1, steps), roundHalfToEven).reverse();
    case 'leading':
      return Array.from({ length: steps }, (_, i) => (steps - 1 - i) * Math.floor(T / steps));
    case 'trailing':
      // arange may give one level too many, below zero.
      return trailing(T, T / steps).slice(0, steps);
  }
}

/** From `last` - 1 down in strides that may be fractional. */
export function trailing(last: number, stride: number): number[] {
  return Array.from(arange(last, 0, -stride), t => roundHalfToEven(t) - 1);
}
