/** Ops on each element over rows of channels. A step of 0 from row to row repeats the same row. */
import { columnSums } from './matrix';
import { fma, number, silu4, siluSlope4, word } from './vector';

/** args: a, aStep, b, bStep, out, outStep, rows, n4. */
export function add(args: usize): void {
  let a = word(args, 0), b = word(args, 2), out = word(args, 4);
  const aStep = word(args, 1), bStep = word(args, 3), outStep = word(args, 5), bytes = word(args, 7) << 4;
  for (let rows = word(args, 6); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
    a += aStep;
    b += bStep;
    out += outStep;
  }
}

/** args: x, xStep, out, outStep, rows, n4. */
export function copyRows(args: usize): void {
  let x = word(args, 0), out = word(args, 2);
  const xStep = word(args, 1), outStep = word(args, 3), bytes = word(args, 5) << 4;
  for (let rows = word(args, 4); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.load(x + i));
    x += xStep;
    out += outStep;
  }
}

/** Channels that do not come in fours, number by number. args: x, xStep, out, outStep, rows, count, end (zeros up to there). */
export function copyNumbers(args: usize): void {
  let x = word(args, 0), out = word(args, 2);
  const xStep = word(args, 1), outStep = word(args, 3), count = word(args, 5) << 2, end = word(args, 6) << 2;
  for (let rows = word(args, 4); rows > 0; rows--) {
    for (let i: usize = 0; i < count; i += 4) store<f32>(out + i, load<f32>(x + i));
    for (let i = count; i < end; i += 4) store<f32>(out + i, 0);
    x += xStep;
    out += outStep;
  }
}

/** args: x, xStep, out, outStep, rows, n4. */
export function silu(args: usize): void {
  let x = word(args, 0), out = word(args, 2);
  const xStep = word(args, 1), outStep = word(args, 3), bytes = word(args, 5) << 4;
  for (let rows = word(args, 4); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, silu4(v128.load(x + i)));
    x += xStep;
    out += outStep;
  }
}

/** args: x, xStep, dOut, dStep, out, outStep, rows, n4. */
export function siluGrad(args: usize): void {
  let x = word(args, 0), d = word(args, 2), out = word(args, 4);
  const xStep = word(args, 1), dStep = word(args, 3), outStep = word(args, 5), bytes = word(args, 7) << 4;
  for (let rows = word(args, 6); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.mul(v128.load(d + i), siluSlope4(v128.load(x + i))));
    x += xStep;
    d += dStep;
    out += outStep;
  }
}

/** scale x + bias. args: x, xStep, out, outStep, rows, channels, scale, bias; what fills up the channels gets no bias. */
export function affine(args: usize): void {
  let x = word(args, 0), out = word(args, 2);
  const xStep = word(args, 1), outStep = word(args, 3), channels = word(args, 5) << 2, bytes = channels + 15 & ~15;
  const scale = number(args, 6), bias = number(args, 7);
  for (let rows = word(args, 4); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.add(f32x4.mul(v128.load(x + i), f32x4.splat(scale)), f32x4.splat(bias)));
    for (let i = channels; i < bytes; i += 4) store<f32>(out + i, 0);
    x += xStep;
    out += outStep;
  }
}

/** x + c, a vector an image. args: x, xStep, c, cStep, out, outStep, pixels, n4, images. */
export function addPerImage(args: usize): void {
  let x = word(args, 0), c = word(args, 2), out = word(args, 4);
  const xStep = word(args, 1), cStep = word(args, 3), outStep = word(args, 5), bytes = word(args, 7) << 4;
  for (let images = word(args, 8); images > 0; images--) {
    for (let pixels = word(args, 6); pixels > 0; pixels--) {
      for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.add(v128.load(x + i), v128.load(c + i)));
      x += xStep;
      out += outStep;
    }
    c += cStep;
  }
}

/** Sums over an image's pixels. args: x, xStep, out, outStep, pixels, n4, images. */
export function sumSpatial(args: usize): void {
  let x = word(args, 0), out = word(args, 2);
  for (let images = word(args, 6); images > 0; images--) {
    columnSums(x, word(args, 1), word(args, 4), word(args, 5), out);
    x += word(args, 1) * word(args, 4);
    out += word(args, 3);
  }
}

/**
 * x (1 + scale) + shift. args: x, xStep, scaleShift, its step, out, outStep, pixels, channels, images, scratch [2, channels
 * in fours].
 */
export function modulate(args: usize): void {
  let x = word(args, 0), out = word(args, 4), scaleShift = word(args, 2);
  const channels = word(args, 7), bytes = (channels << 2) + 15 & ~15, scale = word(args, 9), shift = scale + bytes;
  for (let images = word(args, 8); images > 0; images--) {
    halves(scaleShift, channels, scale, shift);
    for (let pixels = word(args, 6); pixels > 0; pixels--) {
      for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, fma(v128.load(x + i), v128.load(scale + i), v128.load(shift + i)));
      x += word(args, 1);
      out += word(args, 5);
    }
    scaleShift += word(args, 3);
  }
}

/** 1 + scale and shift of one image, each filled up with zeros. */
function halves(scaleShift: usize, channels: usize, scale: usize, shift: usize): void {
  memory.fill(scale, 0, shift - scale << 1);
  for (let c: usize = 0; c < channels << 2; c += 4) {
    store<f32>(scale + c, 1 + load<f32>(scaleShift + c));
    store<f32>(shift + c, load<f32>(scaleShift + (channels << 2) + c));
  }
}

/**
 * args: 0 x, 1 xStep, 2 scaleShift, 3 its step, 4 dOut, 5 dStep, 6 dX, 7 dXStep, 8 dScaleShift, 9 its step, 10 pixels,
 * 11 channels, 12 images, 13 scratch [2, channels in fours].
 */
export function modulateGrad(args: usize): void {
  let x = word(args, 0), d = word(args, 4), dX = word(args, 6), scaleShift = word(args, 2), dScaleShift = word(args, 8);
  const channels = word(args, 11), bytes = (channels << 2) + 15 & ~15, scale = word(args, 13), second = scale + bytes;
  for (let images = word(args, 12); images > 0; images--) {
    halves(scaleShift, channels, scale, second);
    const grad = d;
    for (let pixels = word(args, 10); pixels > 0; pixels--) {
      for (let i: usize = 0; i < bytes; i += 16) v128.store(dX + i, f32x4.mul(v128.load(d + i), v128.load(scale + i)));
      d += word(args, 5);
      dX += word(args, 7);
    }
    memory.fill(scale, 0, bytes << 1);
    let at = grad;
    for (let pixels = word(args, 10); pixels > 0; pixels--) {
      for (let i: usize = 0; i < bytes; i += 16) {
        v128.store(scale + i, fma(v128.load(x + i), v128.load(at + i), v128.load(scale + i)));
        v128.store(second + i, f32x4.add(v128.load(second + i), v128.load(at + i)));
      }
      x += word(args, 1);
      at += word(args, 5);
    }
    const end = <usize>(((channels << 3) + 15) & ~15);
    for (let i = channels << 3; i < end; i += 4) store<f32>(dScaleShift + i, 0);
    memory.copy(dScaleShift, scale, channels << 2);
    memory.copy(dScaleShift + (channels << 2), second, channels << 2);
    scaleShift += word(args, 3);
    dScaleShift += word(args, 9);
  }
}

/** Every pixel four times. args: x, xStep, out, outStep, height and width of x, n4, images. */
export function upsample(args: usize): void {
  const xStep = word(args, 1), height = word(args, 4), width = word(args, 5), bytes = word(args, 6) << 4;
  let out = word(args, 2);
  for (let row: usize = 0; row < word(args, 7) * height * 2; row++) {
    for (let column: usize = 0; column < width * 2; column++) {
      const from = word(args, 0) + ((row >> 1) * width + (column >> 1)) * xStep;
      for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.load(from + i));
      out += word(args, 3);
    }
  }
}

/** The sum of each 2 x 2 block. args: dOut, dStep, out, outStep, height and width of out, n4, images. */
export function upsampleGrad(args: usize): void {
  const dStep = word(args, 1), width = word(args, 5), bytes = word(args, 6) << 4, below = 2 * width * dStep;
  let out = word(args, 2);
  for (let row: usize = 0; row < word(args, 7) * word(args, 4); row++) {
    for (let column: usize = 0; column < width; column++) {
      const from = word(args, 0) + (row * 4 * width + column * 2) * dStep;
      for (let i: usize = 0; i < bytes; i += 16) {
        const upper = f32x4.add(v128.load(from + i), v128.load(from + dStep + i));
        v128.store(out + i, f32x4.add(upper, f32x4.add(v128.load(from + below + i), v128.load(from + below + dStep + i))));
      }
      out += word(args, 3);
    }
  }
}
