/** Convolutions of any kernel, stride and padding as matrix products over copied patches, some pixels at a time. */
import { imageBytes, pixelAt } from './images';
import { addTransposedProduct, product } from './matrix';
import { word } from './vector';

/** Pixels of which patches are copied at a time. */
const BLOCK = 24;

/** A convolution's geometry, the first words of a call. */
@inline function tapCount(args: usize): i32 { return word(args, 7) * word(args, 7); }

/**
 * Copies the patches of `count` output pixels from `first` on: [count, kernel, kernel, 4 c4].
 * args: 0 x, 1 xs, 2 height, 3 width, 4 up, 5 c4, 6 zeros, 7 kernel, 8 stride, 9 top, 10 left, 11 outHeight, 12 outWidth,
 * 13 images.
 */
function copyPatches(args: usize, first: i32, count: i32, to: usize): void {
  const x = word(args, 0), xs = word(args, 1), height: i32 = word(args, 2), width: i32 = word(args, 3), up: i32 = word(args, 4);
  const bytes = word(args, 5) << 4, zeros = word(args, 6), kernel: i32 = word(args, 7), stride: i32 = word(args, 8);
  const top: i32 = word(args, 9), left: i32 = word(args, 10), outHeight: i32 = word(args, 11), outWidth: i32 = word(args, 12);
  const whole = imageBytes(xs, height, width, up);
  for (let pixel = first; pixel < first + count; pixel++) {
    const row = pixel / outWidth;
    const image = x + <usize>(row / outHeight) * whole;
    const y0 = (row % outHeight) * stride - top, x0 = (pixel % outWidth) * stride - left;
    for (let ky = 0; ky < kernel; ky++) {
      for (let kx = 0; kx < kernel; kx++) {
        const from = pixelAt(image, xs, height, width, up, y0 + ky, x0 + kx, zeros);
        for (let b: usize = 0; b < bytes; b += 16) v128.store(to + b, v128.load(from + b));
        to += bytes;
      }
    }
  }
}

/** args as above, then: 14 packed weights, 15 bias, 16 out, 17 os, 18 n4, 19 scratch. */
export function patchConvolution(args: usize): void {
  const k = tapCount(args) * <i32>(word(args, 5) << 2);
  const pixels: i32 = word(args, 11) * word(args, 12) * word(args, 13);
  const out = word(args, 16), os = word(args, 17), scratch = word(args, 19);
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    copyPatches(args, first, count, scratch);
    product(scratch, <usize>k << 2, count, k, word(args, 14), word(args, 15), out + <usize>first * os, os, word(args, 18));
  }
}

/** args as above, then: 14 dOut, 15 ds, 16 n4, 17 dWeight [kernel, kernel, 4 c4, 4 n4], 18 scratch. */
export function patchFilterGrad(args: usize): void {
  const k = tapCount(args) * <i32>(word(args, 5) << 2);
  const pixels: i32 = word(args, 11) * word(args, 12) * word(args, 13);
  const dOut = word(args, 14), ds = word(args, 15), n4: i32 = word(args, 16), dWeight = word(args, 17), scratch = word(args, 18);
  memory.fill(dWeight, 0, <usize>k * <usize>n4 << 4);
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    copyPatches(args, first, count, scratch);
    addTransposedProduct(scratch, <usize>k << 2, dOut + <usize>first * ds, ds, count, k >> 2, n4, dWeight, <usize>n4 << 4);
  }
}

/**
 * args: x stands for dX, to which the patches go back: 14 dOut, 15 ds, 16 o4, 17 packed transposed weights, 18 scratch.
 * `zeros` is a row of zeros to begin each sum with, as long as a patch.
 */
export function patchInputGrad(args: usize): void {
  const dX = word(args, 0), xs = word(args, 1), height: i32 = word(args, 2), width: i32 = word(args, 3), bytes = word(args, 5) << 4;
  const zeros = word(args, 6), kernel: i32 = word(args, 7), stride: i32 = word(args, 8), top: i32 = word(args, 9), left: i32 = word(args, 10);
  const outHeight: i32 = word(args, 11), outWidth: i32 = word(args, 12), images: i32 = word(args, 13);
  const dOut = word(args, 14), ds = word(args, 15), o4: i32 = word(args, 16), weights = word(args, 17), scratch = word(args, 18);
  const n4 = tapCount(args) * <i32>(bytes >> 4);
  const pixels = outHeight * outWidth * images;
  for (let pixel = 0; pixel < height * width * images; pixel++) memory.fill(dX + <usize>pixel * xs, 0, bytes);
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    product(dOut + <usize>first * ds, ds, count, o4 << 2, weights, zeros, scratch, <usize>n4 << 4, n4);
    let from = scratch;
    for (let pixel = first; pixel < first + count; pixel++) {
      const row = pixel / outWidth;
      const image = dX + <usize>(row / outHeight * height * width) * xs;
      const y0 = (row % outHeight) * stride - top, x0 = (pixel % outWidth) * stride - left;
      for (let ky = 0; ky < kernel; ky++) {
        for (let kx = 0; kx < kernel; kx++) {
          const to = pixelAt(image, xs, height, width, 0, y0 + ky, x0 + kx, 0);
          if (to) {
            for (let b: usize = 0; b < bytes; b += 16) v128.store(to + b, f32x4.add(v128.load(to + b), v128.load(from + b)));
          }
          from += bytes;
        }
      }
    }
  }
}
