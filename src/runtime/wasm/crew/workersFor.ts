import { SHARDS } from './shards.ts';

/**
 * Threads that compute on a machine with so many cores: one core is left to the page, which on two has little to do
 * while the engine computes. `Pace` uses fewer where more are no quicker.
 */
export const workersFor = (cores: number): number =>
  cores <= 2 ? Math.max(1, cores) : Math.min(SHARDS, cores - 1);
