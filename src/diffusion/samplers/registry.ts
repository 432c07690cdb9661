import type { SamplerName } from '../names.ts';
import type { Process } from '../process.ts';
import type { SamplerRow } from '../samplerRow.ts';
import { type DdimOptions, ddimRow } from './ddim.ts';
import { type DdpmOptions, ddpmRow } from './ddpm.ts';
import { type DpmSolverOptions, dpmSolverRows } from './dpmSolver.ts';
import { eulerRow } from './euler.ts';
import type { Step } from './level.ts';

/** What the samplers can be told; each reads its own. */
export type StepOptions = DdpmOptions & DdimOptions & DpmSolverOptions;

interface Sampler {
  /** The processes whose levels the sampler's derivation covers. */
  readonly fits: ReadonlySet<Process['kind']>;
  rows(steps: readonly Step[], options: StepOptions): SamplerRow[];
}

const both = new Set(['vp', 'flow'] as const);

/** One row a sampler; the compiler sees to it that none is missing. */
export const SAMPLERS: { readonly [K in SamplerName]: Sampler } = {
  ddpm: { fits: both, rows: (steps, options) => steps.map(step => ddpmRow(step, options)) },
  ddim: { fits: both, rows: (steps, options) => steps.map(step => ddimRow(step, options)) },
  'dpm++': { fits: both, rows: dpmSolverRows },
  // On a curved path the straight step between two levels leaves the path.
  euler: { fits: new Set(['flow'] as const), rows: steps => steps.map(eulerRow) },
};
