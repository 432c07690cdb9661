/** Ways of keeping x0Hat within the range of pictures. Each changes the array in place. */

/** Numbers of any precision: pictures are float32, checks float64. */
export type Numbers = Float32Array | Float64Array;

export type Limit = (x0Hat: Numbers) => void;

/** Every number into [-range, range]. */
export const clipTo =
  (range: number): Limit =>
  x0Hat => {
    for (let i = 0; i < x0Hat.length; i++) x0Hat[i] = Math.min(range, Math.max(-range, x0Hat[i]!));
  };

/**
 * Dynamic thresholding (Saharia et al. 2022, section 2.3), as diffusers has it: each image is clipped at the quantile
 * `ratio` of its magnitudes, but at least at 1 and at most at `max`, and divided by it.
 *
 * @param images how many images the array holds.
 */
export const dynamicThreshold =
  (images: number, ratio: number, max: number): Limit =>
  x0Hat => {
    const size = x0Hat.length / images;
    for (let image = 0; image < images; image++) {
      const part = x0Hat.subarray(image * size, (image + 1) * size);
      // torch.clamp gives the upper bound where the bounds cross.
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
