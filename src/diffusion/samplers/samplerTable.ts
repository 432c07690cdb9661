import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { CLEAN, levelAt, stepsThrough } from './level.ts';
import { SAMPLERS } from './registry.ts';
import type { SamplerOptions } from './samplerOptions.ts';
import { timesteps } from './timesteps.ts';

/** What is wrong with these options for this process, or null. */
export function checkSampler(process: Process, options: SamplerOptions): string | null {
  const { sampler, steps, eta, solverOrder } = options;
  if (!SAMPLERS[sampler].fits.includes(process.kind))
    return `the sampler ${sampler} does not fit the schedule ${process.name}`;
  if (!Number.isInteger(steps) || steps < 1)
    return `the number of steps must be a whole number of at least 1, not ${steps}`;
  if (steps > process.T) return `${steps} steps are more than the ${process.T} levels of the process`;
  if (!(eta >= 0 && eta <= 1)) return `eta must lie between 0 and 1, not at ${eta}`;
  if (![1, 2, 3].includes(solverOrder)) return `the solver's order must be 1, 2 or 3, not ${solverOrder}`;
  return null;
}

/**
 * The sampler's rows, from noise to data. Each step leads to the level at which the next one starts.
 *
 * @throws if the sampler does not fit the process, see `checkSampler`.
 */
export function samplerTable(process: Process, options: SamplerOptions): SamplerRow[] {
  const problem = checkSampler(process, options);
  if (problem) throw new Error(problem);
  const { steps, spacing, stepsOffset = 0, endsClean = true, sampler } = options;
  const offset = spacing === 'leading' ? stepsOffset : 0;
  const visited = timesteps(process.T, steps, spacing).map(t => Math.min(process.T - 1, t + offset));
  const levels = visited.map(t => levelAt(process, t));
  const stopsAtZero = sampler === 'ddim' && process.kind === 'vp' && !endsClean;
  return SAMPLERS[sampler].rows(stepsThrough(levels, stopsAtZero ? levelAt(process, 0) : CLEAN), options);
}
