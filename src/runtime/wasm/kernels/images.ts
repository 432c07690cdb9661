/** Images as rows of channels, seen by a convolution: which pixel lies where, and zeros around. */

/**
 * Where the pixel at (y, x) of an image begins; `zeros` outside. `up` is 1 where every pixel stands for four of the
 * image that is seen, which is then `height` x `width`.
 */
@inline export function pixelAt(image: usize, stride: usize, height: i32, width: i32, up: i32, y: i32, x: i32, zeros: usize): usize {
  if (<u32>y >= <u32>height || <u32>x >= <u32>width) return zeros;
  return image + <usize>((y >> up) * (width >> up) + (x >> up)) * stride;
}

/** Bytes from one image to the next. */
@inline export function imageBytes(stride: usize, height: i32, width: i32, up: i32): usize {
  return <usize>((height >> up) * (width >> up)) * stride;
}
