import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { CLEAN, type Level, type Step } from './level.ts';
import { SAMPLERS } from './registry.ts';
import type { SamplerOptions } from './samplerOptions.ts';
import { timesteps } from './timesteps.ts';

/** What is wrong with these options for this process, or null. */
export function checkSampler(process: Process, { sampler, steps }: SamplerOptions): string | null {
  if (!SAMPLERS[sampler].fits(process))
    return `the sampler ${sampler} does not fit the schedule ${process.name}`;
  if (steps > process.T) return `${steps} steps are more than the ${process.T} levels of the process`;
  return null;
}

/**
 * The sampler's rows, from noise to data.
 *
 * @throws where the sampler does not fit the process, see `checkSampler`.
 */
export function samplerTable(process: Process, options: SamplerOptions): SamplerRow[] {
  const problem = checkSampler(process, options);
  if (problem) throw new Error(problem);
  const levels = timesteps(process.T, options.steps, options.spacing).map(t => levelAt(process, t));
  const steps: Step[] = levels.map((from, i) => ({ from, to: levels[i + 1] ?? CLEAN }));
  return SAMPLERS[options.sampler].rows(steps, options);
}

function levelAt({ signal, noise, modelTime }: Process, t: number): Level {
  return { t, modelTime: modelTime[t]!, signal: signal[t]!, noise: noise[t]! };
}
