import type { SpacingName } from '../names.ts';
import type { SamplerName } from './registry.ts';
import type { SamplerSettings } from './sampler.ts';

export interface SamplerOptions extends SamplerSettings {
  readonly sampler: SamplerName;
  /** At most T. */
  readonly steps: number;
  readonly spacing: SpacingName;
  /** The step that a sampling begins with, 0 unless said: a multistep solver knows no prediction from before it. */
  readonly first?: number;
}
