import type { SamplerName } from '../names.ts';
import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { ddimRow } from './ddim.ts';
import { ddpmRow } from './ddpm.ts';
import { dpmSolverRows } from './dpmSolver.ts';
import { eulerRow } from './euler.ts';
import type { Step } from './level.ts';
import type { SamplerOptions } from './samplerOptions.ts';

interface Sampler {
  /** The processes whose levels the sampler's derivation covers. */
  readonly fits: ReadonlySet<Process['kind']>;
  rows(steps: readonly Step[], options: SamplerOptions): SamplerRow[];
}

const both = new Set(['vp', 'flow'] as const);

/** One row a sampler; the compiler sees to it that none is missing. */
export const SAMPLERS: { readonly [K in SamplerName]: Sampler } = {
  ddpm: { fits: both, rows: (steps, { variance }) => steps.map(step => ddpmRow(step, variance)) },
  ddim: { fits: both, rows: (steps, { eta }) => steps.map(step => ddimRow(step, eta)) },
  'dpm++': { fits: both, rows: dpmSolverRows },
  // On a curved path the straight step between two levels leaves the path.
  euler: { fits: new Set(['flow'] as const), rows: steps => steps.map(eulerRow) },
};
