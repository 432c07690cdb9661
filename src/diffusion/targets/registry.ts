import { byId } from '../byId.ts';
import { eps } from './eps.ts';
import type { Target } from './target.ts';
import { v } from './v.ts';
import { velocity } from './velocity.ts';
import { x0 } from './x0.ts';

const ROWS = [eps, x0, v, velocity] as const;

export type TargetName = (typeof ROWS)[number]['id'];

export const TARGETS = byId<TargetName, Target>(ROWS);
export const TARGET_NAMES = ROWS.map(({ id }) => id);
