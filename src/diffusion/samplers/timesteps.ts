import type { SpacingName } from '../names.ts';

/** numpy's rounding: halves go to the even neighbour. Math.round would give grids that differ by one. */
export function roundHalfToEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The levels that `steps` steps visit, from noisy to clean, as diffusers' DDPM and DDIM schedulers choose them (table 2
 * of Lin et al. 2023). `leading` never reaches the last level; `trailing` starts there.
 */
export function timesteps(T: number, steps: number, spacing: SpacingName, offset = 0): number[] {
  const range = Array.from({ length: steps }, (_, i) => i);
  switch (spacing) {
    case 'linspace':
      return range.map(i => roundHalfToEven(steps === 1 ? 0 : (i * (T - 1)) / (steps - 1))).reverse();
    case 'leading':
      return range.map(i => i * Math.floor(T / steps) + offset).reverse();
    case 'trailing':
      return range.map(i => roundHalfToEven(T - (i * T) / steps) - 1);
  }
}
