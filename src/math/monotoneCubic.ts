/**
 * A smooth monotone curve through monotone points: a cubic Hermite spline whose slopes lie within the region
 * of Fritsch & Carlson 1980. Inner slopes are the weighted harmonic means of Fritsch & Butland 1984 (as in scipy's
 * PchipInterpolator); at the two ends they are the slope of the chord, which is never 0.
 *
 * @param xs strictly rising, @param ys strictly monotone, as many; at least two of each.
 * @returns the curve's height at any x between the first and the last.
 */
export function monotoneCubic(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const last = xs.length - 1;
  const widths = xs.slice(1).map((x, i) => x - xs[i]!);
  const chords = widths.map((width, i) => (ys[i + 1]! - ys[i]!) / width);
  const slopes = xs.map((_, i) => {
    if (i === 0) return chords[0]!;
    if (i === last) return chords[last - 1]!;
    const before = 2 * widths[i]! + widths[i - 1]!;
    const after = widths[i]! + 2 * widths[i - 1]!;
    return (before + after) / (before / chords[i - 1]! + after / chords[i]!);
  });
  return x => {
    let i = 0;
    while (i < last - 1 && x > xs[i + 1]!) i++;
    const width = widths[i]!;
    const u = (x - xs[i]!) / width;
    const v = 1 - u;
    return (
      v * v * (1 + 2 * u) * ys[i]! +
      u * u * (1 + 2 * v) * ys[i + 1]! +
      u * v * width * (v * slopes[i]! - u * slopes[i + 1]!)
    );
  };
}
