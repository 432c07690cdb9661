import type { RunConfig } from './runConfig.ts';

/** What makes a rule hold that does not. */
export interface Change {
  readonly set: Partial<RunConfig>;
  /** One plain sentence: what, and why. */
  readonly why: string;
}
