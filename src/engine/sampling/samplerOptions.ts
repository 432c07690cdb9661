import type { RunConfig } from '../../config/runConfig.ts';
import type { Process } from '../../diffusion/process.ts';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import { samplerTable } from '../../diffusion/samplers/samplerTable.ts';

/**
 * The rows that the run's sampler applies, from noise to picture.
 *
 * @param first the step that a sampling starts with; its rows use no prediction from an earlier step.
 */
export function samplerRows(config: RunConfig, process: Process, first = 0): SamplerRow[] {
  const { samplingSteps, ...options } = config;
  const steps = Math.min(samplingSteps, process.T);
  return samplerTable(process, { ...options, steps, first });
}

/** A quick, noiseless sampler for previews: the flow's Euler, or DDIM. */
export function previewConfig(config: RunConfig): RunConfig {
  const sampler = config.schedule === 'flow' ? 'euler' : 'ddim';
  return { ...config, sampler, samplingSteps: 20, eta: 0, spacing: 'trailing', clipX0: true, addNoise: true };
}
