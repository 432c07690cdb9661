/** The leading digits of ticks, from the finest choice to the coarsest. */
const DIGITS = [[1, 2, 5], [1, 3], [1]] as const;

const MOST = 6;

/**
 * Ticks of a logarithmic axis: the first at or below `min`, the last at or above `max`, few enough to be read, and at
 * least two, to show the scale. If `min` is not above 0, a thousandth of `max` is used.
 */
export function bracketingTicks(min: number, max: number): number[] {
  const high = max > 0 && Number.isFinite(max) ? max : 1;
  const low = min > 0 && min <= high ? min : high / 1000;
  const choices = DIGITS.map(digits => between(low, high, digits));
  return choices.find(ticks => ticks.length <= MOST) ?? choices.at(-1)!;
}

function between(low: number, high: number, digits: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)) - 1; power <= Math.ceil(Math.log10(high)) + 1; power++) {
    // Parsed from text: a product of powers of ten may be off by a rounding.
    for (const digit of digits) ticks.push(Number(`${digit}e${power}`));
  }
  const first = ticks.findLastIndex(tick => tick <= low);
  const last = ticks.findIndex(tick => tick >= high);
  return ticks.slice(first, Math.max(last, first + 1) + 1);
}
