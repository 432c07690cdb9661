import type { SpacingName } from '../names.ts';
import type { SamplerName } from './registry.ts';
import type { SamplerSettings } from './sampler.ts';

export interface SamplerOptions extends SamplerSettings {
  readonly sampler: SamplerName;
  /** At most T. */
  readonly steps: number;
  readonly spacing: SpacingName;
  /** Added to `leading` timesteps. */
  readonly stepsOffset?: number;
  /** Whether DDIM's last step leads to the clean image, and not to level 0; true unless said. */
  readonly endsClean?: boolean;
  /** The step that a sampling starts with, by default 0; a multistep solver has no earlier predictions. */
  readonly first?: number;
}
