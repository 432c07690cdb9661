import type { NamedTensor } from '../../src/nn/safetensors.ts';

/** PyTorch's [B, C, H, W] as [B, H, W, C]. */
export function nhwc({ shape, data }: NamedTensor): Float32Array {
  if (shape.length !== 4) throw new Error(`expected [B, C, H, W], found [${shape}]`);
  const [batch, channels, height, width] = shape as [number, number, number, number];
  const out = new Float32Array(data.length);
  let at = 0;
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++) out[at++] = data[((b * channels + c) * height + y) * width + x]!;
  return out;
}

/** Largest difference as a share of the largest magnitude of `scale`, which is the expected tensor itself. */
export function maxRelativeError(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  scale: ArrayLike<number> = expected,
): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < scale.length; i++) largest = Math.max(largest, Math.abs(scale[i]!));
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    const d = Math.abs(actual[i]! - expected[i]!);
    // A NaN must not slip through Math.max's comparison with a later number.
    if (Number.isNaN(d)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, d);
  }
  return difference / Math.max(largest, 1e-12);
}
