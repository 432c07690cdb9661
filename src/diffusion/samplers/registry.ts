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
  fits(process: Process): boolean;
  rows(steps: readonly Step[], options: SamplerOptions): SamplerRow[];
}

const always = () => true;

/** One row a sampler; the compiler sees to it that none is missing. */
export const SAMPLERS: { readonly [K in SamplerName]: Sampler } = {
  ddpm: { fits: always, rows: (steps, { variance }) => steps.map(step => ddpmRow(step, variance)) },
  ddim: { fits: always, rows: (steps, { eta }) => steps.map(step => ddimRow(step, eta)) },
  'dpm++': { fits: always, rows: dpmSolverRows },
  euler: { fits: ({ kind }) => kind === 'flow', rows: steps => steps.map(eulerRow) },
};
