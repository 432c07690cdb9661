import { byId } from '../byId.ts';
import { ddim } from './ddim.ts';
import { ddpm } from './ddpm.ts';
import { dpmSolver } from './dpmSolver.ts';
import { euler } from './euler.ts';
import { heun } from './heun.ts';
import type { Sampler } from './sampler.ts';

const ROWS = [ddpm, ddim, dpmSolver, euler, heun] as const;

export type SamplerName = (typeof ROWS)[number]['id'];

export const SAMPLERS = byId<SamplerName, Sampler>(ROWS);
export const SAMPLER_NAMES = ROWS.map(({ id }) => id);
