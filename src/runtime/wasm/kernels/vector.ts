/** Vectors of four floats: what every kernel is made of. */

/** a b + c; rounded once where the processor can, and the module was built for it. */
@inline export function fma(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Four times the number at `at`. */
@inline export function splat(at: usize): v128 {
  return v128.load32_splat(at);
}

@inline export function sum4(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

@inline export function zero(): v128 {
  return f32x4.splat(0);
}

/** Word `index` of a call's arguments. */
@inline export function word(args: usize, index: usize): usize {
  return load<u32>(args + (index << 2));
}

@inline export function number(args: usize, index: usize): f32 {
  return load<f32>(args + (index << 2));
}

/** e^x within about 2 units in the last place; x is cut to [-87, 88]. 2^n by its bits, e^r by Cephes' polynomial. */
@inline export function exp4(x: v128): v128 {
  const cut = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(cut, f32x4.splat(1.44269504)));
  const r = fma(n, f32x4.splat(2.12194440e-4), fma(n, f32x4.splat(-0.693359375), cut));
  let p = fma(r, f32x4.splat(1.9875691500e-4), f32x4.splat(1.3981999507e-3));
  p = fma(p, r, f32x4.splat(8.3334519073e-3));
  p = fma(p, r, f32x4.splat(4.1665795894e-2));
  p = fma(p, r, f32x4.splat(1.6666665459e-1));
  p = fma(p, r, f32x4.splat(0.5));
  p = f32x4.add(fma(p, f32x4.mul(r, r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

@inline export function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

@inline export function silu4(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

/** d silu(x) / dx = s + x s (1 - s) with s = sigmoid(x). */
@inline export function siluSlope4(x: v128): v128 {
  const s = sigmoid4(x);
  const value = f32x4.mul(x, s);
  return f32x4.sub(f32x4.add(s, value), f32x4.mul(value, s));
}
