import type { Numbers } from './applyRow.ts';

export interface DynamicThreshold {
  /** Share of an image's pixels that stay in range. */
  readonly ratio: number;
  /** The range is never wider than [-max, max]. */
  readonly max: number;
}

/**
 * Saharia et al. 2022 (Imagen), section 2.3: each image is clipped to its own range [-s, s] and divided by s, where s
 * is a quantile of its magnitudes, at least 1. `x0Hat` [B, size] is changed in place.
 */
export function thresholdDynamically(x0Hat: Numbers, size: number, { ratio, max }: DynamicThreshold): void {
  for (let start = 0; start < x0Hat.length; start += size) {
    const image = x0Hat.subarray(start, start + size);
    // A maximum below 1 wins over the minimum, as in torch.clamp.
    const s = Math.min(max, Math.max(1, quantile(image.map(Math.abs).sort(), ratio)));
    for (let i = 0; i < size; i++) image[i] = Math.min(s, Math.max(-s, image[i]!)) / s;
  }
}

/** Linear between the two nearest of the sorted numbers, as torch.quantile. */
function quantile(sorted: Numbers, q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
