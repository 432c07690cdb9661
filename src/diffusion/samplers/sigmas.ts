/** Grids in sigma = noise / signal, the noise of a variance-exploding process (Karras et al. 2022). */

/** `values` [T] at a fractional index, linearly interpolated and clamped at the ends. */
export function interpolate(values: Float64Array, at: number): number {
  const clamped = Math.min(values.length - 1, Math.max(0, at));
  const low = Math.floor(clamped);
  const high = Math.min(low + 1, values.length - 1);
  return values[low]! + (clamped - low) * (values[high]! - values[low]!);
}

/** Karras et al. 2022, eq. 5: evenly spaced in sigma^(1 / rho), from the largest of training to the smallest. */
export function karrasSigmas(sigmas: Float64Array, steps: number, rho = 7): number[] {
  return powerGrid(sigmas.at(-1)!, sigmas[0]!, steps, rho);
}

/** Lu et al. 2022: evenly spaced in log sigma. */
export function luSigmas(sigmas: Float64Array, steps: number): number[] {
  return powerGrid(logOf(sigmas.at(-1)!), logOf(sigmas[0]!), steps, 1).map(Math.exp);
}

/** diffusers stores logs in float32, which matters where two are nearly equal. */
const logOf = (sigma: number): number => Math.fround(Math.log(sigma));

function powerGrid(first: number, last: number, steps: number, rho: number): number[] {
  const [a, b] = rho === 1 ? [first, last] : [first ** (1 / rho), last ** (1 / rho)];
  return Array.from({ length: steps }, (_, i) => {
    const even = a + (b - a) * (steps === 1 ? 0 : i / (steps - 1));
    return rho === 1 ? even : even ** rho;
  });
}

/**
 * The fractional index of this log sigma, linearly interpolated. `sigmas` [T] rises, except for the last one of a
 * schedule with zero terminal SNR, which diffusers sets by hand; so the last that is not above is used.
 */
export function timeOfSigma(sigmas: Float64Array, sigma: number): number {
  const logs = sigmas.map(logOf);
  const at = Math.log(Math.max(sigma, 1e-10));
  const notAbove = logs.findLastIndex(log => log <= at);
  const low = Math.min(Math.max(0, notAbove), sigmas.length - 2);
  const [before, after] = [logs[low]!, logs[low + 1]!];
  return low + Math.min(1, Math.max(0, (at - before) / (after - before)));
}

/** Shifts a flow's times towards noise: s' = shift s / (1 + (shift - 1) s) (Esser et al. 2024, eq. 23). */
export const shiftTime = (s: number, shift: number): number => (shift * s) / (1 + (shift - 1) * s);
