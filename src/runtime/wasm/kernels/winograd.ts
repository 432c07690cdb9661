/**
 * 3 x 3 convolutions by Winograd's F(4 x 4, 3 x 3) (Lavin & Gray 2016): 36 products make 16 pixels, where the direct sum
 * takes 144. A tile of 4 x 4 outputs sees 6 x 6 pixels. Some tiles at a time are turned, multiplied as 36 matrices, and
 * turned back; the filter's gradient goes the same way in reverse, with tiles for rows.
 */
import { imageBytes, pixelAt } from './images';
import { addTransposedProduct, product } from './matrix';
import { fma, word, zero } from './vector';

/** Positions in a turned tile. */
const POSITIONS: usize = 36;

/** Where the pixels of the present tile lie; zeros' address outside the image. */
const pointers: usize = memory.data(144, 16);
/** Half-turned numbers. */
const half: usize = memory.data(576, 16);
/** Factors of the transforms. Read from memory, so that they stay in registers instead of being made again and again. */
const factors: usize = memory.data<f32>([4, 4, 4, 4, -5, -5, -5, -5, -4, -4, -4, -4, 2, 2, 2, 2, -2, -2, -2, -2, 8, 8, 8, 8], 16);

/** One row or column of B^T d, six numbers to six, written `step` bytes apart. */
@inline function turnInput(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize): void {
  const four = v128.load(factors), minusFive = v128.load(factors, 16), minusFour = v128.load(factors, 32);
  const two = v128.load(factors, 48);
  v128.store(to, fma(d0, four, fma(d2, minusFive, d4)));
  const a = fma(d2, minusFour, d4), b = fma(d1, minusFour, d3);
  v128.store(to + step, f32x4.add(a, b));
  v128.store(to + 2 * step, f32x4.sub(a, b));
  const c = f32x4.sub(d4, d2), e = f32x4.mul(f32x4.sub(d3, d1), two);
  v128.store(to + 3 * step, f32x4.add(c, e));
  v128.store(to + 4 * step, f32x4.sub(c, e));
  v128.store(to + 5 * step, fma(d1, four, fma(d3, minusFive, d5)));
}

/** One row or column of A d, four numbers to six: the turning of an output's gradient. */
@inline function turnOutputGrad(d0: v128, d1: v128, d2: v128, d3: v128, to: usize, step: usize): void {
  const four = v128.load(factors), two = v128.load(factors, 48), eight = v128.load(factors, 80);
  v128.store(to, d0);
  let even = f32x4.add(d0, d2), odd = f32x4.add(d1, d3);
  v128.store(to + step, f32x4.add(even, odd));
  v128.store(to + 2 * step, f32x4.sub(even, odd));
  even = fma(d2, four, d0);
  odd = fma(d3, eight, f32x4.mul(d1, two));
  v128.store(to + 3 * step, f32x4.add(even, odd));
  v128.store(to + 4 * step, f32x4.sub(even, odd));
  v128.store(to + 5 * step, d3);
}

@inline function pointer(index: i32, offset: usize): v128 {
  return v128.load(load<usize>(pointers + (<usize>index << 2)) + offset);
}

/** The 6 x 6 pixels that `pointers` name, 4 c4 channels, turned to `to` + position * `step`. */
function turnInputTile(c4: i32, to: usize, step: usize): void {
  for (let offset: usize = 0; offset < <usize>c4 << 4; offset += 16) {
    for (let i = 0; i < 6; i++) {
      const at = half + (<usize>i << 4);
      turnInput(pointer(i, offset), pointer(i + 6, offset), pointer(i + 12, offset), pointer(i + 18, offset), pointer(i + 24, offset), pointer(i + 30, offset), at, 96);
    }
    let row = half, out = to + offset;
    for (let i = 0; i < 6; i++) {
      turnInput(v128.load(row), v128.load(row, 16), v128.load(row, 32), v128.load(row, 48), v128.load(row, 64), v128.load(row, 80), out, step);
      row += 96;
      out += 6 * step;
    }
  }
}

/** The 4 x 4 pixels that the first 16 `pointers` name, likewise. */
function turnOutputGradTile(c4: i32, to: usize, step: usize): void {
  for (let offset: usize = 0; offset < <usize>c4 << 4; offset += 16) {
    for (let i = 0; i < 4; i++) {
      const at = half + (<usize>i << 4);
      turnOutputGrad(pointer(i, offset), pointer(i + 4, offset), pointer(i + 8, offset), pointer(i + 12, offset), at, 64);
    }
    let row = half, out = to + offset;
    for (let i = 0; i < 6; i++) {
      turnOutputGrad(v128.load(row), v128.load(row, 16), v128.load(row, 32), v128.load(row, 48), out, step);
      row += 64;
      out += 6 * step;
    }
  }
}

/** One row or column of A^T m, six numbers to four, written `step` bytes apart. */
@inline function turnBack(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: usize): void {
  const two = v128.load(factors, 48), four = v128.load(factors), eight = v128.load(factors, 80);
  const a = f32x4.add(m1, m2), b = f32x4.sub(m1, m2), c = f32x4.add(m3, m4), d = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, a), c));
  v128.store(to + step, fma(d, two, b));
  v128.store(to + 2 * step, fma(c, four, a));
  v128.store(to + 3 * step, f32x4.add(fma(d, eight, b), m5));
}

/** Points `pointers` to `side` x `side` pixels from (y, x) on. */
function point(image: usize, stride: usize, height: i32, width: i32, up: i32, y: i32, x: i32, side: i32, zeros: usize): void {
  let at = pointers;
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      store<usize>(at, pixelAt(image, stride, height, width, up, y + i, x + j, zeros));
      at += 4;
    }
  }
}

/** Bytes from one position's matrix to the next; an odd number of cache lines, lest all fall on the same few. */
@inline function positionBytes(tiles: i32, c4: i32): usize {
  return (<usize>(tiles * c4) << 4) + 64 & ~127 | 64;
}

/**
 * args: 0 x, 1 xs, 2 height, 3 width, 4 up, 5 c4, 6 zeros, 7 images, 8 tiles at a time, 9 turned weights, 10 n4, 11 out,
 * 12 os, 13 bias, 14 perImage (0: none), 15 its step from image to image, 16 and 18 residuals (0: none), 17 and 19 their
 * steps, 20 scratch for turned inputs, 21 scratch for products.
 */
export function winograd(args: usize): void {
  const x = word(args, 0), xs = word(args, 1), height: i32 = word(args, 2), width: i32 = word(args, 3), up: i32 = word(args, 4);
  const c4: i32 = word(args, 5), zeros = word(args, 6), images: i32 = word(args, 7), most: i32 = word(args, 8);
  const weights = word(args, 9), n4: i32 = word(args, 10), turned = word(args, 20), products = word(args, 21);
  const across = (width + 3) >> 2, down = (height + 3) >> 2, tiles = images * down * across;
  const whole = imageBytes(xs, height, width, up);
  const inputStep = positionBytes(most, c4), outputStep = positionBytes(most, n4);
  const weightStep = <usize>(c4 * n4) << 6;
  for (let first = 0; first < tiles; first += most) {
    const count = min(most, tiles - first);
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across;
      const y = (row % down << 2) - 1, left = ((first + t) % across << 2) - 1;
      point(x + <usize>(row / down) * whole, xs, height, width, up, y, left, 6, zeros);
      turnInputTile(c4, turned + (<usize>(t * c4) << 4), inputStep);
    }
    for (let p: usize = 0; p < POSITIONS; p++) {
      product(turned + p * inputStep, <usize>c4 << 4, count, c4 << 2, weights + p * weightStep, zeros, products + p * outputStep, <usize>n4 << 4, n4);
    }
    for (let t = 0; t < count; t++) writeTile(args, first + t, products + (<usize>(t * n4) << 4), outputStep);
  }
}

/** Turns one tile's products back, adds what is to be added, and writes the pixels that the image has. */
function writeTile(args: usize, tile: i32, products: usize, step: usize): void {
  const height: i32 = word(args, 2), width: i32 = word(args, 3), n4: i32 = word(args, 10);
  const out = word(args, 11), os = word(args, 12), bias = word(args, 13), perImage = word(args, 14);
  const first = word(args, 16), firstStep = word(args, 17), second = word(args, 18), secondStep = word(args, 19);
  const across = (width + 3) >> 2, down = (height + 3) >> 2;
  const row = tile / across, image = row / down;
  const y0 = row % down << 2, x0 = tile % across << 2;
  const rows = min(4, height - y0), columns = min(4, width - x0);
  const corner = <usize>((image * height + y0) * width + x0);
  for (let offset: usize = 0; offset < <usize>n4 << 4; offset += 16) {
    const from = products + offset;
    for (let i: usize = 0; i < 6; i++) {
      const at = from + i * step, six = 6 * step;
      turnBack(v128.load(at), v128.load(at + six), v128.load(at + 2 * six), v128.load(at + 3 * six), v128.load(at + 4 * six), v128.load(at + 5 * six), half + (i << 4), 96);
    }
    let base = v128.load(bias + offset);
    if (perImage) base = f32x4.add(base, v128.load(perImage + <usize>image * word(args, 15) + offset));
    for (let i = 0; i < rows; i++) {
      const at = half + <usize>i * 96;
      turnBack(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), v128.load(at, 64), v128.load(at, 80), at, 16);
      const pixel = corner + <usize>(i * width);
      for (let j = 0; j < columns; j++) {
        const p = pixel + <usize>j;
        let value = f32x4.add(v128.load(at + (<usize>j << 4)), base);
        if (first) value = f32x4.add(value, v128.load(first + p * firstStep + offset));
        if (second) value = f32x4.add(value, v128.load(second + p * secondStep + offset));
        v128.store(out + p * os + offset, value);
      }
    }
  }
}

/**
 * args: 0 x, 1 xs, 2 height, 3 width, 4 up, 5 c4, 6 zeros, 7 images, 8 tiles at a time, 9 dOut, 10 ds, 11 n4,
 * 12 dWeight [3, 3, rows, 4 n4], 13 rows (channels of x), 14 dBias (0: not wanted), 15 scratch for turned inputs,
 * 16 scratch for turned gradients, 17 scratch [36, 4 c4, 4 n4].
 */
export function winogradFilterGrad(args: usize): void {
  const x = word(args, 0), xs = word(args, 1), height: i32 = word(args, 2), width: i32 = word(args, 3), up: i32 = word(args, 4);
  const c4: i32 = word(args, 5), zeros = word(args, 6), images: i32 = word(args, 7), most: i32 = word(args, 8);
  const dOut = word(args, 9), ds = word(args, 10), n4: i32 = word(args, 11), dBias = word(args, 14);
  const turned = word(args, 15), gradients = word(args, 16), sums = word(args, 17);
  const across = (width + 3) >> 2, down = (height + 3) >> 2, tiles = images * down * across;
  const inputBytes = imageBytes(xs, height, width, up), outBytes = imageBytes(ds, height, width, 0);
  const inputStep = positionBytes(most, c4), outputStep = positionBytes(most, n4);
  const sumStep = <usize>(c4 * n4) << 6;
  memory.fill(sums, 0, POSITIONS * sumStep);
  if (dBias) memory.fill(dBias, 0, <usize>n4 << 4);
  for (let first = 0; first < tiles; first += most) {
    const count = min(most, tiles - first);
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across, image = <usize>(row / down);
      const y = row % down << 2, left = (first + t) % across << 2;
      point(x + image * inputBytes, xs, height, width, up, y - 1, left - 1, 6, zeros);
      turnInputTile(c4, turned + (<usize>(t * c4) << 4), inputStep);
      point(dOut + image * outBytes, ds, height, width, 0, y, left, 4, zeros);
      turnOutputGradTile(n4, gradients + (<usize>(t * n4) << 4), outputStep);
    }
    for (let p: usize = 0; p < POSITIONS; p++) {
      addTransposedProduct(turned + p * inputStep, <usize>c4 << 4, gradients + p * outputStep, <usize>n4 << 4, count, c4, n4, sums + p * sumStep, <usize>n4 << 4);
    }
    // Position (1, 1) of a turned gradient is the sum of the whole tile.
    if (dBias) addColumns(gradients + 7 * outputStep, count, n4, dBias);
  }
  finishFilter(sums, sumStep, word(args, 13), n4, word(args, 12));
}

function addColumns(x: usize, rows: i32, n4: i32, to: usize): void {
  const step = <usize>n4 << 4;
  for (let n: usize = 0; n < step; n += 16) {
    let sum = zero();
    for (let row = 0; row < rows; row++) sum = f32x4.add(sum, v128.load(x + <usize>row * step + n));
    v128.store(to + n, f32x4.add(v128.load(to + n), sum));
  }
}

/** One row or column of G^T s, six numbers to three, written `step` bytes apart. */
@inline function turnFilterBack(s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, to: usize, step: usize): void {
  const a = f32x4.mul(f32x4.add(s1, s2), f32x4.splat(<f32>(-1.0 / 6.0))), b = f32x4.sub(s2, s1);
  const c = f32x4.add(s3, s4), d = f32x4.sub(s3, s4);
  v128.store(to, fma(c, f32x4.splat(<f32>(1.0 / 24.0)), fma(s0, f32x4.splat(0.25), a)));
  v128.store(to + step, fma(d, f32x4.splat(<f32>(1.0 / 12.0)), f32x4.mul(b, f32x4.splat(<f32>(1.0 / 6.0)))));
  v128.store(to + 2 * step, fma(c, f32x4.splat(<f32>(1.0 / 6.0)), f32x4.add(a, s5)));
}

/** G^T sums G: [36, rows in whole fours, 4 n4] to [3, 3, rows, 4 n4]. */
function finishFilter(sums: usize, sumStep: usize, rows: usize, n4: i32, to: usize): void {
  const bytes = <usize>n4 << 4, six = 6 * sumStep, tap = rows * bytes;
  for (let at: usize = 0; at < tap; at += 16) {
    for (let j: usize = 0; j < 6; j++) {
      const s = sums + at + j * sumStep;
      turnFilterBack(v128.load(s), v128.load(s + six), v128.load(s + 2 * six), v128.load(s + 3 * six), v128.load(s + 4 * six), v128.load(s + 5 * six), half + (j << 4), 96);
    }
    for (let i: usize = 0; i < 3; i++) {
      const s = half + i * 96;
      turnFilterBack(v128.load(s), v128.load(s, 16), v128.load(s, 32), v128.load(s, 48), v128.load(s, 64), v128.load(s, 80), to + at + 3 * i * tap, tap);
    }
  }
}
