/**
 * The rows with which a sampler makes exactly the steps of diffusers (0.29): to sample a diffusers model, and to check our
 * samplers against it.
 */
import {
  type DiffusersConfig,
  diffusersProcess,
  diffusersTarget,
} from '../../src/diffusion/diffusersConfig.ts';
import type { SamplerRow } from '../../src/diffusion/samplerRow.ts';
import { clipTo, dynamicThreshold, type Limit } from '../../src/diffusion/samplers/limits.ts';
import { SAMPLERS, type SamplerName } from '../../src/diffusion/samplers/registry.ts';
import type { TargetName } from '../../src/diffusion/targets/registry.ts';

export interface DiffusersSampling {
  readonly rows: readonly SamplerRow[];
  readonly target: TargetName;
  /** How x0Hat is kept in range, for a batch of `images`; null where it is not. */
  limit(images: number): Limit | null;
}

/** @param eta DDIM's, which diffusers takes at each step rather than from the configuration. */
export function diffusersSampling(
  sampler: SamplerName,
  config: DiffusersConfig,
  steps: number,
  { eta = 0 } = {},
): DiffusersSampling {
  const { diffusers } = SAMPLERS[sampler];
  return {
    rows: diffusers.rows(diffusersProcess(config), config, steps, eta),
    target: diffusers.process === 'flow' ? 'velocity' : diffusersTarget(config),
    limit: limitOf(sampler, config),
  };
}

function limitOf(sampler: SamplerName, config: DiffusersConfig): DiffusersSampling['limit'] {
  const { process, clipSample } = SAMPLERS[sampler].diffusers;
  if (process === 'flow') return () => null;
  if (config.thresholding) {
    const { dynamic_thresholding_ratio: ratio, sample_max_value: max } = config;
    return images => dynamicThreshold(images, ratio, max);
  }
  const clips = clipSample !== null && (config.clip_sample ?? clipSample);
  return () => (clips ? clipTo(config.clip_sample_range) : null);
}
