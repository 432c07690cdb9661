/** More gain nothing: a batch has eight shards. */
const MOST = 8;

/**
 * Threads that compute on a machine with so many cores: one core is left to the page, which on two has little to do
 * while the engine computes. `Pace` uses fewer where more are no quicker.
 */
export const workersFor = (cores: number): number =>
  cores <= 2 ? Math.max(1, cores) : Math.min(MOST, cores - 1);
