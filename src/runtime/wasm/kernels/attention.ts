/** Scaled dot-product self-attention over all pixels (Vaswani 2017, eq. 1), one head of one image at a time. */
import { exp4, fma, number, splat, sum4, word, zero } from './vector';

/** Copies a head [tokens, width] out of rows of channels, filled up with zeros to [tokens, filled]. */
function take(from: usize, step: usize, tokens: usize, width: usize, filled: usize, to: usize): void {
  memory.fill(to, 0, tokens * filled << 2);
  for (let token: usize = 0; token < tokens; token++) {
    for (let c: usize = 0; c < width << 2; c += 4) store<f32>(to + c, load<f32>(from + c));
    from += step;
    to += filled << 2;
  }
}

/** The same, transposed: [width, filled] with a column a token. */
function takeTransposed(from: usize, step: usize, tokens: usize, width: usize, filled: usize, to: usize): void {
  memory.fill(to, 0, width * filled << 2);
  for (let token: usize = 0; token < tokens; token++) {
    for (let c: usize = 0; c < width; c++) store<f32>(to + (c * filled << 2) + (token << 2), load<f32>(from + (c << 2)));
    from += step;
  }
}

/** Puts a head back, and zeros behind the last channel up to `end` numbers. */
function put(from: usize, filled: usize, tokens: usize, width: usize, to: usize, step: usize, end: usize): void {
  for (let token: usize = 0; token < tokens; token++) {
    for (let c: usize = 0; c < width << 2; c += 4) store<f32>(to + c, load<f32>(from + c));
    for (let c = width << 2; c < end << 2; c += 4) store<f32>(to + c, 0);
    from += filled << 2;
    to += step;
  }
}

/** One row times a transposed matrix: out [filled] = sum over c of row[c] matrix[c]. */
function rowProduct(row: usize, width: usize, matrix: usize, filled: usize, out: usize): void {
  for (let j: usize = 0; j < filled << 2; j += 16) {
    let sum = zero(), at = matrix + j;
    for (let c: usize = 0; c < width << 2; c += 4) {
      sum = fma(splat(row + c), v128.load(at), sum);
      at += filled << 2;
    }
    v128.store(out + j, sum);
  }
}

/** softmax(scale scores) over `tokens` of a row, zeros behind. */
function softmax(row: usize, tokens: usize, filled: usize, scale: f32): void {
  let most = load<f32>(row);
  for (let j: usize = 4; j < tokens << 2; j += 4) most = max(most, load<f32>(row + j));
  const factor = f32x4.splat(scale), shift = f32x4.splat(-most * scale);
  for (let j: usize = 0; j < filled << 2; j += 16) v128.store(row + j, exp4(fma(v128.load(row + j), factor, shift)));
  for (let j = tokens << 2; j < filled << 2; j += 4) store<f32>(row + j, 0);
  let sum = zero();
  for (let j: usize = 0; j < filled << 2; j += 16) sum = f32x4.add(sum, v128.load(row + j));
  const share = f32x4.splat(1 / sum4(sum));
  for (let j: usize = 0; j < filled << 2; j += 16) v128.store(row + j, f32x4.mul(v128.load(row + j), share));
}

/** to [width in fours] += weight row. */
@inline function addRow(to: usize, weight: v128, row: usize, filled: usize): void {
  for (let c: usize = 0; c < filled << 2; c += 16) v128.store(to + c, fma(weight, v128.load(row + c), v128.load(to + c)));
}

/**
 * args: 0 q, 1 qStep, 2 k, 3 kStep, 4 v, 5 vStep, 6 out, 7 outStep, 8 tokens, 9 heads, 10 width of a head, 11 images,
 * 12 scale, 13 channels of out in whole fours, 14 scratch.
 */
export function attention(args: usize): void {
  const tokens = word(args, 8), heads = word(args, 9), width = word(args, 10), scale = number(args, 12);
  const filled = width + 3 & ~3, across = tokens + 3 & ~3;
  const keys = word(args, 14), queries = keys + (width * across << 2), values = queries + (tokens * filled << 2);
  const mixed = values + (tokens * filled << 2), row = mixed + (tokens * filled << 2);
  for (let image: usize = 0; image < word(args, 11); image++) {
    for (let head: usize = 0; head < heads; head++) {
      const at = head * width << 2, pixels = image * tokens;
      takeTransposed(word(args, 2) + pixels * word(args, 3) + at, word(args, 3), tokens, width, across, keys);
      take(word(args, 0) + pixels * word(args, 1) + at, word(args, 1), tokens, width, filled, queries);
      take(word(args, 4) + pixels * word(args, 5) + at, word(args, 5), tokens, width, filled, values);
      memory.fill(mixed, 0, tokens * filled << 2);
      for (let i: usize = 0; i < tokens; i++) {
        rowProduct(queries + (i * filled << 2), width, keys, across, row);
        softmax(row, tokens, across, scale);
        for (let j: usize = 0; j < tokens; j++) addRow(mixed + (i * filled << 2), splat(row + (j << 2)), values + (j * filled << 2), filled);
      }
      const end = head == heads - 1 ? word(args, 13) - head * width : width;
      put(mixed, filled, tokens, width, word(args, 6) + pixels * word(args, 7) + at, word(args, 7), end);
    }
  }
}

/**
 * args: 0 q, 1 its step, 2 k, 3 step, 4 v, 5 step, 6 dOut, 7 step, 8 dQ, 9 step, 10 dK, 11 step, 12 dV, 13 step, 14 tokens,
 * 15 heads, 16 width of a head, 17 images, 18 scale, 19 channels in whole fours, 20 scratch.
 */
export function attentionGrad(args: usize): void {
  const tokens = word(args, 14), heads = word(args, 15), width = word(args, 16), scale = number(args, 18);
  const filled = width + 3 & ~3, across = tokens + 3 & ~3, whole = tokens * filled << 2, turned = width * across << 2;
  const keysT = word(args, 20), valuesT = keysT + turned, queries = valuesT + turned, keys = queries + whole, dMixed = keys + whole;
  const dQ = dMixed + whole, dK = dQ + whole, dV = dK + whole, row = dV + whole, dRow = row + (across << 2);
  for (let image: usize = 0; image < word(args, 17); image++) {
    for (let head: usize = 0; head < heads; head++) {
      const at = head * width << 2, pixels = image * tokens;
      takeTransposed(word(args, 2) + pixels * word(args, 3) + at, word(args, 3), tokens, width, across, keysT);
      takeTransposed(word(args, 4) + pixels * word(args, 5) + at, word(args, 5), tokens, width, across, valuesT);
      take(word(args, 0) + pixels * word(args, 1) + at, word(args, 1), tokens, width, filled, queries);
      take(word(args, 2) + pixels * word(args, 3) + at, word(args, 3), tokens, width, filled, keys);
      take(word(args, 6) + pixels * word(args, 7) + at, word(args, 7), tokens, width, filled, dMixed);
      memory.fill(dQ, 0, 3 * whole);
      for (let i: usize = 0; i < tokens; i++) {
        const mine = i * filled << 2;
        rowProduct(queries + mine, width, keysT, across, row);
        softmax(row, tokens, across, scale);
        rowProduct(dMixed + mine, width, valuesT, across, dRow);
        let dot = zero();
        for (let j: usize = 0; j < across << 2; j += 16) dot = fma(v128.load(row + j), v128.load(dRow + j), dot);
        const mean = f32x4.splat(sum4(dot)), factor = f32x4.splat(scale);
        for (let j: usize = 0; j < across << 2; j += 16) {
          v128.store(dRow + j, f32x4.mul(f32x4.mul(v128.load(row + j), f32x4.sub(v128.load(dRow + j), mean)), factor));
        }
        for (let j: usize = 0; j < tokens; j++) {
          const other = j * filled << 2, d = splat(dRow + (j << 2));
          addRow(dQ + mine, d, keys + other, filled);
          addRow(dK + other, d, queries + mine, filled);
          addRow(dV + other, splat(row + (j << 2)), dMixed + mine, filled);
        }
      }
      const end = head == heads - 1 ? word(args, 19) - head * width : width;
      put(dQ, filled, tokens, width, word(args, 8) + pixels * word(args, 9) + at, word(args, 9), end);
      put(dK, filled, tokens, width, word(args, 10) + pixels * word(args, 11) + at, word(args, 11), end);
      put(dV, filled, tokens, width, word(args, 12) + pixels * word(args, 13) + at, word(args, 13), end);
    }
  }
}
