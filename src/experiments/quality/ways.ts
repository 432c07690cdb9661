/** The ways to draw that the experiment compares. */
import { makeConsistent } from '../../config/consistency.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { SAMPLER_NAMES, type SamplerName } from '../../diffusion/samplers/registry.ts';
import type { QualityOrder } from './engine/qualityJob.ts';

type Ways = QualityOrder['ways'];

/** The present settings, drawn by the network. */
export const asSet = (config: RunConfig): RunConfig => ({ ...config, denoiser: 'network' });

const SCALES = [0, 1, 2, 3, 5, 7] as const;

/** One guidance scale after another. */
export const byGuidance = (config: RunConfig): Ways =>
  SCALES.map(guidanceScale => ({ config: { ...asSet(config), guidanceScale } }));

/** The weights of each kept step, with a quick sampler: they differ by their weights alone. */
export const byKeptStep = (config: RunConfig, steps: readonly number[]): Ways =>
  steps.map(weightsOf => ({
    config: makeConsistent({
      ...asSet(config),
      sampler: config.schedule === 'flow' ? 'euler' : 'ddim',
      samplingSteps: 12,
      eta: 0,
      spacing: 'trailing',
    }).config,
    weightsOf,
  }));

const STEP_COUNTS = [2, 4, 8, 16, 32] as const;

/** The samplers that the run's process allows. */
export const samplersFor = (config: RunConfig): SamplerName[] =>
  SAMPLER_NAMES.filter(sampler => makeConsistent({ ...config, sampler }).config.sampler === sampler);

/** Every sampler with every number of steps; few steps first, so that curves grow together. */
export const bySteps = (config: RunConfig): Ways => {
  const samplers = samplersFor(config);
  return STEP_COUNTS.filter(steps => steps <= config.T).flatMap(samplingSteps =>
    samplers.map(sampler => ({ config: { ...asSet(config), sampler, samplingSteps } })),
  );
};
