/**
 * Finds the ink in a picture. Paper is the colour of the border; ink differs from it in the direction in which most
 * pixels do: dark on light, light on dark, or another colour.
 */

type Rgb = [red: number, green: number, blue: number];

/** A distance from the paper below this, of 255 per channel, is not ink. */
const LEAST_CONTRAST = 16 * Math.sqrt(3);
/** This many times the border's median deviation from its median colour counts as paper grain. */
const GRAIN = 3;
/** Fainter ink is amplified to this share of the strongest possible on paper of this colour. */
const STRONG = 0.8;
/** If the vectors of all non-paper pixels sum to less than this share of their lengths, their colours are opposite. */
const ONE_WAY = 0.5;

/** The ink coverage of each pixel of RGBA bytes, 0..1; null if nothing stands out. */
export function findInk(rgba: Uint8ClampedArray, width: number, height: number): Float32Array | null {
  const border = borderOf(width, height);
  const paper = paperOf(rgba, border);
  // Transparent pixels count as paper before the paper's colour is known.
  const away = Float32Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const alpha = rgba[4 * pixel + 3]! / 255;
    return alpha * (rgba[4 * pixel + (i % 3)]! - paper[i % 3]!);
  });
  const { lengths, most } = alongInk(away, paper);
  const haze =
    GRAIN *
    quantile(
      border.map(i => Math.abs(lengths[i]!)),
      0.5,
    );
  const strongest = quantile(aboveOtsu(lengths), 0.9);
  if (strongest - haze < LEAST_CONTRAST) return null;
  const full = Math.min(most, strongest / STRONG);
  return lengths.map(length => Math.min(1, Math.max(0, length - haze) / (full - haze)));
}

/** Each pixel's distance from the paper towards the ink, and the greatest possible distance. */
function alongInk(away: Float32Array, paper: Rgb): { lengths: Float32Array; most: number } {
  const distances = Float32Array.from({ length: away.length / 3 }, (_, i) =>
    Math.hypot(away[3 * i]!, away[3 * i + 1]!, away[3 * i + 2]!),
  );
  // Distant pixels count more, so neither grain nor a bright spot on grey paper changes the direction.
  const sum: Rgb = [0, 0, 0];
  let lengthsSum = 0;
  distances.forEach((distance, i) => {
    for (let channel = 0; channel < 3; channel++) sum[channel]! += distance ** 2 * away[3 * i + channel]!;
    lengthsSum += distance ** 3;
  });
  const sumLength = Math.hypot(...sum);
  if (sumLength <= ONE_WAY * lengthsSum) {
    return { lengths: distances, most: distances.reduce((a, b) => Math.max(a, b), 0) };
  }
  const direction = sum.map(each => each / sumLength) as Rgb;
  return {
    lengths: distances.map((_, i) => direction.reduce((dot, each, c) => dot + each * away[3 * i + c]!, 0)),
    most: Math.min(
      ...direction.map((each, c) =>
        each === 0 ? Number.POSITIVE_INFINITY : (each > 0 ? 255 - paper[c]! : -paper[c]!) / each,
      ),
    ),
  };
}

/** The border's median colour; if mostly transparent, black or white, whichever contrasts more with the rest. */
function paperOf(rgba: Uint8ClampedArray, border: readonly number[]): Rgb {
  const opaque = border.filter(i => rgba[4 * i + 3]! > 127);
  if (2 * opaque.length >= border.length) {
    return [0, 1, 2].map(channel =>
      quantile(
        opaque.map(i => rgba[4 * i + channel]!),
        0.5,
      ),
    ) as Rgb;
  }
  let visible = 0;
  let brightness = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    visible += rgba[i + 3]!;
    brightness += rgba[i + 3]! * (0.299 * rgba[i]! + 0.587 * rgba[i + 1]! + 0.114 * rgba[i + 2]!);
  }
  return brightness > 127 * visible ? [0, 0, 0] : [255, 255, 255];
}

function borderOf(width: number, height: number): number[] {
  const all = Array.from({ length: width * height }, (_, i) => i);
  return all.filter(i => {
    const x = i % width;
    return x === 0 || x === width - 1 || i < width || i >= width * (height - 1);
  });
}

/** Of the two classes into which Otsu (1979) divides the values, the greater ones. */
function aboveOtsu(values: Float32Array): number[] {
  const BINS = 256;
  const top = values.reduce((a, b) => Math.max(a, b), 0);
  const binOf = (value: number) => Math.min(BINS - 1, Math.floor((Math.max(0, value) / (top || 1)) * BINS));
  const counts = new Uint32Array(BINS);
  for (const value of values) counts[binOf(value)]! += 1;
  const total = counts.reduce((sum, count, bin) => sum + count * bin, 0);
  let below = 0;
  let belowSum = 0;
  let best = { between: -1, bin: 0 };
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin]!;
    belowSum += counts[bin]! * bin;
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (belowSum / below - (total - belowSum) / above) ** 2;
    if (between > best.between) best = { between, bin };
  }
  return [...values].filter(value => binOf(value) > best.bin);
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
