/** A table of positive numbers as colours on a logarithmic scale. */

/** The numbers at the dark and the light end of the scale. */
export interface HeatRange {
  readonly low: number;
  readonly high: number;
}

/** matplotlib's viridis (van der Walt & Smith 2015, CC0): perceptually uniform, also for the colour-blind. */
const COLOURS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 73, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
] as const;

/** From the least to the largest positive number; null if there is none. */
export function heatRange(values: Float64Array): HeatRange | null {
  const positive = values.filter(value => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return null;
  const low = positive.reduce((a, b) => Math.min(a, b));
  const high = positive.reduce((a, b) => Math.max(a, b));
  return { low, high: Math.max(high, low * 1.01) };
}

/** Position of `value` on the logarithmic scale, 0 to 1. */
export function heatShare(value: number, { low, high }: HeatRange): number {
  return Math.min(1, Math.max(0, Math.log(value / low) / Math.log(high / low)));
}

/** The number at `share` of the scale. */
export const heatValue = (share: number, { low, high }: HeatRange): number => low * (high / low) ** share;

export function heatColour(share: number): readonly [red: number, green: number, blue: number] {
  const at = share * (COLOURS.length - 1);
  const i = Math.min(COLOURS.length - 2, Math.floor(at));
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(COLOURS[i]![channel] + (at - i) * (COLOURS[i + 1]![channel] - COLOURS[i]![channel]));
  return [mix(0), mix(1), mix(2)];
}

/** RGBA of `values` [columns, rows], row 0 at the bottom; NaN is transparent. */
export function heatPixels(
  values: Float64Array,
  rows: number,
  range: HeatRange,
): Uint8ClampedArray<ArrayBuffer> {
  const columns = values.length / rows;
  const data = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const column = Math.floor(i / rows);
    const y = rows - 1 - (i % rows);
    data.set([...heatColour(heatShare(value, range)), 255], 4 * (y * columns + column));
  });
  return data;
}
