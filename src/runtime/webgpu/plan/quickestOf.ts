/** Times work on a GPU, from a microsecond to a second, with a clock that includes the round trip. */

/** Shorter work is repeated within one submission: the wait alone takes a tenth of a millisecond. */
const LONG_ENOUGH_MS = 5;
const MOST_TIMES = 1 << 12;
const RUNS = 3;

/**
 * Milliseconds per repeat: the fastest of a few runs.
 *
 * @param work does it `times` times and waits for the end. The first call, which finishes compilation, is not counted.
 */
export async function quickestOf(work: (times: number) => Promise<void>): Promise<number> {
  const elapsed = async (times: number) => {
    const began = performance.now();
    await work(times);
    return performance.now() - began;
  };
  await work(1);
  let times = 1;
  let quickest = await elapsed(times);
  while (quickest < LONG_ENOUGH_MS && times < MOST_TIMES) {
    times = Math.min(MOST_TIMES, times * (quickest < LONG_ENOUGH_MS / 8 ? 8 : 2));
    quickest = await elapsed(times);
  }
  for (let run = 1; run < RUNS; run++) quickest = Math.min(quickest, await elapsed(times));
  return quickest / times;
}
