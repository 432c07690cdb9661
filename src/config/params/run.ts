/** Parameters of the run as a whole. */
import { integer, number } from './row.ts';

export const RUN_PARAMS = {
  seed: number({
    label: 'Seed',
    affects: 'restart',
    help: 'Every random number comes from this. Same link, same seed, same machine: the same run.',
    default: 1,
    min: 0,
    max: 4_294_967_295,
    ...integer,
  }),
} as const;
