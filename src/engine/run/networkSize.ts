/** How large a network may be: weights, their average and Adam's two moments are kept, four numbers a weight. */

const MOST_WEIGHTS = 64e6;
const BYTES_A_WEIGHT = 16;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** What of its memory the browser tells, in GB: rounded, and at most 8; null where it tells nothing. */
const deviceMemory = (): number | null =>
  (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory ?? null;

/** Why a network of so many weights is not opened; null where it is. */
export function sizeProblem(weights: number, memoryGb = deviceMemory()): string | null {
  if (weights <= MOST_WEIGHTS) return null;
  const device = memoryGb === null ? '' : `, and this device has ${memoryGb} GB or more in all`;
  return `The network has ${weights.toLocaleString('en')} weights, which take ${gigabytes(weights * BYTES_A_WEIGHT)} with what training keeps of each; the page opens up to ${MOST_WEIGHTS / 1e6} million${device}`;
}
