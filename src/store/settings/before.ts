import type { RunConfig } from '../../config/runConfig.ts';

/** The settings and the trained run before a preset, a link or an experiment changed them. */
export interface Before {
  readonly config: RunConfig;
  readonly run: { readonly id: string; readonly name: string; readonly step: number };
}
