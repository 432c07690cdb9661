/** Limits x0Hat to the range of pictures, in place. */

/** Any precision: pictures are float32, checks float64. */
export type Numbers = Float32Array | Float64Array;

export type Limit = (x0Hat: Numbers) => void;

/** Clips every number to [-range, range]. */
export const clipTo =
  (range: number): Limit =>
  x0Hat => {
    for (let i = 0; i < x0Hat.length; i++) x0Hat[i] = Math.min(range, Math.max(-range, x0Hat[i]!));
  };

/**
 * Dynamic thresholding (Saharia et al. 2022, section 2.3), as in diffusers: clips each image at the quantile `ratio` of
 * its magnitudes, at least 1 and at most `max`, and divides by it.
 *
 * @param images number of images in the array.
 */
export const dynamicThreshold =
  (images: number, ratio: number, max: number): Limit =>
  x0Hat => {
    const size = x0Hat.length / images;
    for (let image = 0; image < images; image++) {
      const part = x0Hat.subarray(image * size, (image + 1) * size);
      // torch.clamp returns the upper bound if the bounds cross.
      const s = Math.min(max, Math.max(1, quantile(part.map(Math.abs).sort(), ratio)));
      for (let i = 0; i < size; i++) part[i] = Math.min(s, Math.max(-s, part[i]!)) / s;
    }
  };

/** Linear between the two nearest of the sorted numbers, as torch.quantile. */
function quantile(sorted: Numbers, q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
