/**
 * How hard the tests of recovery try: a short form at every run of the tests, and the long one with TORTURE=long, whose
 * figures are promised in docs/recovery.md.
 */
import type { RuntimeName } from '../../scripts/runtimes.ts';

interface Figures {
  readonly checkpointFiles: number;
  readonly links: number;
  readonly lifeSequences: number;
  readonly lifeCommands: number;
  readonly resumeSteps: number;
  /** Where there is only a software GPU, its compiler takes minutes for a UNet's kernels. */
  readonly resumeRuntimes: readonly RuntimeName[];
}

const SHORT: Figures = {
  checkpointFiles: 400,
  links: 400,
  lifeSequences: 6,
  lifeCommands: 12,
  resumeSteps: 40,
  resumeRuntimes: ['wasm'],
};
const LONG: Figures = {
  checkpointFiles: 10_000,
  links: 10_000,
  lifeSequences: 500,
  lifeCommands: 20,
  resumeSteps: 200,
  resumeRuntimes: ['wasm', 'webgpu'],
};

export const figures = process.env.TORTURE === 'long' ? LONG : SHORT;
