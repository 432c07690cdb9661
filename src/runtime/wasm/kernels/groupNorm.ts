/** Group normalisation with SiLU (Wu & He 2018), an image at a time: one sweep for the sums, one to write. */
import { fma, number, silu4, siluSlope4, word, zero } from './vector';

/** The sums of one group's channels, of numbers four to a vector. */
@inline function groupSum(sums: usize, group: i32, size: i32): f64 {
  let sum: f64 = 0;
  for (let c = group * size; c < (group + 1) * size; c++) sum += load<f32>(sums + (<usize>c << 2));
  return sum;
}

/** y = x slope + offset with slope = gamma rstd and offset = beta - mean slope, for each channel of one image. */
function slopesAndOffsets(gamma: usize, beta: usize, mean: usize, rstd: usize, groups: i32, size: i32, slope: usize, offset: usize): void {
  for (let group = 0; group < groups; group++) {
    const m = load<f32>(mean + (<usize>group << 2)), r = load<f32>(rstd + (<usize>group << 2));
    for (let c = group * size; c < (group + 1) * size; c++) {
      const at = <usize>c << 2;
      const s = load<f32>(gamma + at) * r;
      store<f32>(slope + at, s);
      store<f32>(offset + at, load<f32>(beta + at) - m * s);
    }
  }
}

/** Sums of x and of x squared over the pixels, for each channel. */
function moments(x: usize, xs: usize, pixels: i32, bytes: usize, sums: usize, squares: usize): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    let at = x + b;
    let s = zero(), q = zero(), s1 = zero(), q1 = zero();
    let left = pixels;
    for (; left > 1; left -= 2) {
      const v = v128.load(at), w = v128.load(at + xs);
      s = f32x4.add(s, v); q = fma(v, v, q);
      s1 = f32x4.add(s1, w); q1 = fma(w, w, q1);
      at += xs << 1;
    }
    if (left) {
      const v = v128.load(at);
      s = f32x4.add(s, v); q = fma(v, v, q);
    }
    v128.store(sums + b, f32x4.add(s, s1));
    v128.store(squares + b, f32x4.add(q, q1));
  }
}

/**
 * args: 0 x, 1 xs, 2 y, 3 ys, 4 pixels, 5 c4, 6 images, 7 groups, 8 channels of a group, 9 eps, 10 silu, 11 gamma,
 * 12 beta, 13 mean, 14 rstd, 15 scratch [4, 4 c4]; mean and rstd have `groups` numbers an image, 16 bytes from image to
 * image.
 */
export function groupNorm(args: usize): void {
  let x = word(args, 0), y = word(args, 2), mean = word(args, 13), rstd = word(args, 14);
  const xs = word(args, 1), ys = word(args, 3), pixels: i32 = word(args, 4), bytes = word(args, 5) << 4;
  const images: i32 = word(args, 6), groups: i32 = word(args, 7), size: i32 = word(args, 8), eps: f64 = number(args, 9), silu = word(args, 10);
  const sums = word(args, 15), squares = sums + bytes, slope = squares + bytes, offset = slope + bytes;
  const count: f64 = pixels * size;
  // What fills up the channels stays zero.
  memory.fill(sums, 0, bytes << 2);
  for (let image = 0; image < images; image++) {
    moments(x, xs, pixels, bytes, sums, squares);
    for (let group = 0; group < groups; group++) {
      const m = groupSum(sums, group, size) / count;
      const variance = Math.max(groupSum(squares, group, size) / count - m * m, 0);
      store<f32>(mean + (<usize>group << 2), <f32>m);
      store<f32>(rstd + (<usize>group << 2), <f32>(1 / Math.sqrt(variance + eps)));
    }
    slopesAndOffsets(word(args, 11), word(args, 12), mean, rstd, groups, size, slope, offset);
    for (let pixel = 0; pixel < pixels; pixel++) {
      if (silu) {
        for (let b: usize = 0; b < bytes; b += 16) v128.store(y + b, silu4(fma(v128.load(x + b), v128.load(slope + b), v128.load(offset + b))));
      } else {
        for (let b: usize = 0; b < bytes; b += 16) v128.store(y + b, fma(v128.load(x + b), v128.load(slope + b), v128.load(offset + b)));
      }
      x += xs;
      y += ys;
    }
    mean += <usize>(groups + 3 >> 2 << 4);
    rstd += <usize>(groups + 3 >> 2 << 4);
  }
}

/**
 * args: 0 x, 1 xs, 2 dOut, 3 ds, 4 dX, 5 dXs, 6 pixels, 7 c4, 8 images, 9 groups, 10 channels of a group, 11 silu,
 * 12 gamma, 13 beta, 14 mean, 15 rstd, 16 dGamma, 17 dBeta, 18 and 20 residuals (0: none), 19 and 21 their steps,
 * 22 scratch [6, 4 c4]. dX = rstd (gamma dY - s1 - xHat s2), with s1 and s2 the group's means of gamma dY and of gamma dY xHat.
 */
export function groupNormGrad(args: usize): void {
  let x = word(args, 0), d = word(args, 2), dX = word(args, 4), mean = word(args, 14), rstd = word(args, 15);
  const xs = word(args, 1), ds = word(args, 3), dXs = word(args, 5), pixels: i32 = word(args, 6), bytes = word(args, 7) << 4;
  const images: i32 = word(args, 8), groups: i32 = word(args, 9), size: i32 = word(args, 10), silu = word(args, 11);
  const gamma = word(args, 12), beta = word(args, 13), dGamma = word(args, 16), dBeta = word(args, 17);
  let first = word(args, 18), second = word(args, 20);
  const firstStep = word(args, 19), secondStep = word(args, 21);
  const slope = word(args, 22), offset = slope + bytes, sums = offset + bytes, products = sums + bytes, perX = products + bytes, constant = perX + bytes;
  memory.fill(slope, 0, 6 * bytes);
  memory.fill(dGamma, 0, bytes);
  memory.fill(dBeta, 0, bytes);
  const count = <f32>(pixels * size);
  for (let image = 0; image < images; image++) {
    slopesAndOffsets(gamma, beta, mean, rstd, groups, size, slope, offset);
    sweepSums(x, xs, d, ds, dX, dXs, pixels, bytes, silu, slope, offset, sums, products);
    for (let group = 0; group < groups; group++) {
      const m = load<f32>(mean + (<usize>group << 2)), r = load<f32>(rstd + (<usize>group << 2));
      let s1: f32 = 0, s2: f32 = 0;
      for (let c = group * size; c < (group + 1) * size; c++) {
        const at = <usize>c << 2;
        const dy = load<f32>(sums + at), dyXHat = r * (load<f32>(products + at) - m * dy);
        store<f32>(dBeta + at, load<f32>(dBeta + at) + dy);
        store<f32>(dGamma + at, load<f32>(dGamma + at) + dyXHat);
        s1 += dy * load<f32>(gamma + at);
        s2 += dyXHat * load<f32>(gamma + at);
      }
      const each = -r * r * (s2 / count), all = -(r * (s1 / count) + each * m);
      for (let c = group * size; c < (group + 1) * size; c++) {
        store<f32>(perX + (<usize>c << 2), each);
        store<f32>(constant + (<usize>c << 2), all);
      }
    }
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let b: usize = 0; b < bytes; b += 16) {
        let value = fma(v128.load(dX + b), v128.load(slope + b), fma(v128.load(x + b), v128.load(perX + b), v128.load(constant + b)));
        if (first) value = f32x4.add(value, v128.load(first + b));
        if (second) value = f32x4.add(value, v128.load(second + b));
        v128.store(dX + b, value);
      }
      x += xs;
      d += ds;
      dX += dXs;
      first += firstStep;
      second += secondStep;
    }
    mean += <usize>(groups + 3 >> 2 << 4);
    rstd += <usize>(groups + 3 >> 2 << 4);
  }
}

/** dY of one image into dX, and the sums over its pixels of dY and of dY x. */
function sweepSums(x: usize, xs: usize, d: usize, ds: usize, dX: usize, dXs: usize, pixels: i32, bytes: usize, silu: usize, slope: usize, offset: usize, sums: usize, products: usize): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    let from = x + b, grad = d + b, to = dX + b;
    const s = v128.load(slope + b), o = v128.load(offset + b);
    let sum = zero(), product = zero();
    for (let pixel = 0; pixel < pixels; pixel++) {
      const v = v128.load(from);
      let dy = v128.load(grad);
      if (silu) dy = f32x4.mul(dy, siluSlope4(fma(v, s, o)));
      sum = f32x4.add(sum, dy);
      product = fma(dy, v, product);
      v128.store(to, dy);
      from += xs;
      grad += ds;
      to += dXs;
    }
    v128.store(sums + b, sum);
    v128.store(products + b, product);
  }
}
