/**
 * Matrix products. Weights come in panels of eight columns, row after row, so that they are read in one go; where the
 * columns are an odd number of fours, the last panel is of four.
 */
import { fma, word, zero } from './vector';

/**
 * C [rows, 4 n4] = A [rows, k] B + bias, with k in whole fours. `aStep` and `cStep` are bytes from row to row. Six rows and
 * eight columns at a time: twelve sums, two vectors of B and one number of A are what sixteen registers hold. Rows that
 * are missing from the last six are those of the last, computed again.
 */
export function product(a: usize, aStep: usize, rows: i32, k: i32, b: usize, bias: usize, c: usize, cStep: usize, n4: i32): void {
  const last = rows - 1;
  for (let row = 0; row < rows; row += 6) {
    const i1 = <usize>min(row + 1, last), i2 = <usize>min(row + 2, last), i3 = <usize>min(row + 3, last);
    const i4 = <usize>min(row + 4, last), i5 = <usize>min(row + 5, last);
    let panel = b;
    let column: usize = 0;
    for (let n = n4; n > 1; n -= 2) {
      let a0 = a + <usize>row * aStep, a1 = a + i1 * aStep, a2 = a + i2 * aStep, a3 = a + i3 * aStep, a4 = a + i4 * aStep, a5 = a + i5 * aStep;
      let x0 = v128.load(bias + column), y0 = v128.load(bias + column, 16);
      let x1 = x0, y1 = y0, x2 = x0, y2 = y0, x3 = x0, y3 = y0, x4 = x0, y4 = y0, x5 = x0, y5 = y0;
      for (let left = k; left > 0; left -= 4) {
        let p = v128.load(panel), q = v128.load(panel, 16), s = v128.load32_splat(a0, 0);
        x0 = fma(s, p, x0); y0 = fma(s, q, y0); s = v128.load32_splat(a1, 0);
        x1 = fma(s, p, x1); y1 = fma(s, q, y1); s = v128.load32_splat(a2, 0);
        x2 = fma(s, p, x2); y2 = fma(s, q, y2); s = v128.load32_splat(a3, 0);
        x3 = fma(s, p, x3); y3 = fma(s, q, y3); s = v128.load32_splat(a4, 0);
        x4 = fma(s, p, x4); y4 = fma(s, q, y4); s = v128.load32_splat(a5, 0);
        x5 = fma(s, p, x5); y5 = fma(s, q, y5); s = v128.load32_splat(a0, 4);
        p = v128.load(panel, 32); q = v128.load(panel, 48);
        x0 = fma(s, p, x0); y0 = fma(s, q, y0); s = v128.load32_splat(a1, 4);
        x1 = fma(s, p, x1); y1 = fma(s, q, y1); s = v128.load32_splat(a2, 4);
        x2 = fma(s, p, x2); y2 = fma(s, q, y2); s = v128.load32_splat(a3, 4);
        x3 = fma(s, p, x3); y3 = fma(s, q, y3); s = v128.load32_splat(a4, 4);
        x4 = fma(s, p, x4); y4 = fma(s, q, y4); s = v128.load32_splat(a5, 4);
        x5 = fma(s, p, x5); y5 = fma(s, q, y5); s = v128.load32_splat(a0, 8);
        p = v128.load(panel, 64); q = v128.load(panel, 80);
        x0 = fma(s, p, x0); y0 = fma(s, q, y0); s = v128.load32_splat(a1, 8);
        x1 = fma(s, p, x1); y1 = fma(s, q, y1); s = v128.load32_splat(a2, 8);
        x2 = fma(s, p, x2); y2 = fma(s, q, y2); s = v128.load32_splat(a3, 8);
        x3 = fma(s, p, x3); y3 = fma(s, q, y3); s = v128.load32_splat(a4, 8);
        x4 = fma(s, p, x4); y4 = fma(s, q, y4); s = v128.load32_splat(a5, 8);
        x5 = fma(s, p, x5); y5 = fma(s, q, y5); s = v128.load32_splat(a0, 12);
        p = v128.load(panel, 96); q = v128.load(panel, 112);
        x0 = fma(s, p, x0); y0 = fma(s, q, y0); s = v128.load32_splat(a1, 12);
        x1 = fma(s, p, x1); y1 = fma(s, q, y1); s = v128.load32_splat(a2, 12);
        x2 = fma(s, p, x2); y2 = fma(s, q, y2); s = v128.load32_splat(a3, 12);
        x3 = fma(s, p, x3); y3 = fma(s, q, y3); s = v128.load32_splat(a4, 12);
        x4 = fma(s, p, x4); y4 = fma(s, q, y4); s = v128.load32_splat(a5, 12);
        x5 = fma(s, p, x5); y5 = fma(s, q, y5);
        a0 += 16; a1 += 16; a2 += 16; a3 += 16; a4 += 16; a5 += 16;
        panel += 128;
      }
      let to = c + column + <usize>row * cStep;
      v128.store(to, x0); v128.store(to, y0, 16); to = c + column + i1 * cStep;
      v128.store(to, x1); v128.store(to, y1, 16); to = c + column + i2 * cStep;
      v128.store(to, x2); v128.store(to, y2, 16); to = c + column + i3 * cStep;
      v128.store(to, x3); v128.store(to, y3, 16); to = c + column + i4 * cStep;
      v128.store(to, x4); v128.store(to, y4, 16); to = c + column + i5 * cStep;
      v128.store(to, x5); v128.store(to, y5, 16);
      column += 32;
    }
    if (n4 & 1) {
      let a0 = a + <usize>row * aStep, a1 = a + i1 * aStep, a2 = a + i2 * aStep, a3 = a + i3 * aStep, a4 = a + i4 * aStep, a5 = a + i5 * aStep;
      let x0 = v128.load(bias + column);
      let x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0;
      for (let left = k; left > 0; left -= 2) {
        let p = v128.load(panel);
        x0 = fma(v128.load32_splat(a0, 0), p, x0); x1 = fma(v128.load32_splat(a1, 0), p, x1); x2 = fma(v128.load32_splat(a2, 0), p, x2);
        x3 = fma(v128.load32_splat(a3, 0), p, x3); x4 = fma(v128.load32_splat(a4, 0), p, x4); x5 = fma(v128.load32_splat(a5, 0), p, x5);
        p = v128.load(panel, 16);
        x0 = fma(v128.load32_splat(a0, 4), p, x0); x1 = fma(v128.load32_splat(a1, 4), p, x1); x2 = fma(v128.load32_splat(a2, 4), p, x2);
        x3 = fma(v128.load32_splat(a3, 4), p, x3); x4 = fma(v128.load32_splat(a4, 4), p, x4); x5 = fma(v128.load32_splat(a5, 4), p, x5);
        a0 += 8; a1 += 8; a2 += 8; a3 += 8; a4 += 8; a5 += 8;
        panel += 32;
      }
      const to = c + column;
      v128.store(to + <usize>row * cStep, x0); v128.store(to + i1 * cStep, x1); v128.store(to + i2 * cStep, x2);
      v128.store(to + i3 * cStep, x3); v128.store(to + i4 * cStep, x4); v128.store(to + i5 * cStep, x5);
    }
  }
}

/** C [4 i4, 4 n4] += A [rows, 4 i4]^T B [rows, 4 n4], four rows and eight columns of C at a time. */
export function addTransposedProduct(a: usize, aStep: usize, b: usize, bStep: usize, rows: i32, i4: i32, n4: i32, c: usize, cStep: usize): void {
  for (let i = 0; i < i4; i++) {
    let n = 0;
    for (; n + 1 < n4; n += 2) {
      let p = a + (<usize>i << 4), q = b + (<usize>n << 4);
      let x0 = zero(), y0 = x0, x1 = x0, y1 = x0, x2 = x0, y2 = x0, x3 = x0, y3 = x0;
      for (let row = rows; row > 0; row--) {
        const v = v128.load(q), w = v128.load(q, 16);
        let s = v128.load32_splat(p, 0);
        x0 = fma(s, v, x0); y0 = fma(s, w, y0); s = v128.load32_splat(p, 4);
        x1 = fma(s, v, x1); y1 = fma(s, w, y1); s = v128.load32_splat(p, 8);
        x2 = fma(s, v, x2); y2 = fma(s, w, y2); s = v128.load32_splat(p, 12);
        x3 = fma(s, v, x3); y3 = fma(s, w, y3);
        p += aStep;
        q += bStep;
      }
      let to = c + <usize>(i << 2) * cStep + (<usize>n << 4);
      add2(to, x0, y0); to += cStep;
      add2(to, x1, y1); to += cStep;
      add2(to, x2, y2); to += cStep;
      add2(to, x3, y3);
    }
    if (n < n4) {
      let p = a + (<usize>i << 4), q = b + (<usize>n << 4);
      let x0 = zero(), x1 = x0, x2 = x0, x3 = x0;
      for (let row = rows; row > 0; row--) {
        const v = v128.load(q);
        x0 = fma(v128.load32_splat(p, 0), v, x0); x1 = fma(v128.load32_splat(p, 4), v, x1);
        x2 = fma(v128.load32_splat(p, 8), v, x2); x3 = fma(v128.load32_splat(p, 12), v, x3);
        p += aStep;
        q += bStep;
      }
      let to = c + <usize>(i << 2) * cStep + (<usize>n << 4);
      v128.store(to, f32x4.add(v128.load(to), x0)); to += cStep;
      v128.store(to, f32x4.add(v128.load(to), x1)); to += cStep;
      v128.store(to, f32x4.add(v128.load(to), x2)); to += cStep;
      v128.store(to, f32x4.add(v128.load(to), x3));
    }
  }
}

@inline function add2(to: usize, x: v128, y: v128): void {
  v128.store(to, f32x4.add(v128.load(to), x));
  v128.store(to, f32x4.add(v128.load(to, 16), y), 16);
}

/** C [columns] = the sum over the rows of X [rows, columns]. */
export function columnSums(x: usize, xs: usize, rows: i32, n4: i32, c: usize): void {
  for (let n: usize = 0; n < <usize>n4 << 4; n += 16) {
    let at = x + n;
    let even = zero(), odd = zero();
    let row = rows;
    for (; row > 1; row -= 2) {
      even = f32x4.add(even, v128.load(at));
      odd = f32x4.add(odd, v128.load(at + xs));
      at += xs << 1;
    }
    if (row) even = f32x4.add(even, v128.load(at));
    v128.store(c + n, f32x4.add(even, odd));
  }
}

/** args: a, aStep, rows, k, b, bias, c, cStep, n4. */
export function matrixProduct(args: usize): void {
  product(word(args, 0), word(args, 1), word(args, 2), word(args, 3), word(args, 4), word(args, 5), word(args, 6), word(args, 7), word(args, 8));
}

/** args: a, aStep, b, bStep, rows, i4, n4, c, cStep. C is zeros first. */
export function transposedProduct(args: usize): void {
  const i4: i32 = word(args, 5), n4: i32 = word(args, 6), c = word(args, 7), cStep = word(args, 8);
  for (let row = 0; row < i4 << 2; row++) memory.fill(c + <usize>row * cStep, 0, <usize>n4 << 4);
  addTransposedProduct(word(args, 0), word(args, 1), word(args, 2), word(args, 3), word(args, 4), i4, n4, c, cStep);
}

/** args: x, xs, rows, n4, c. */
export function sumRows(args: usize): void {
  columnSums(word(args, 0), word(args, 1), word(args, 2), word(args, 3), word(args, 4));
}

/** Where column `n` of a matrix with k rows lies in its panels; n4 as above. */
@inline function columnOf(n: i32, k: i32, n4: i32): usize {
  return <usize>(n >> 3) * <usize>(k << 5) + <usize>((n & 7) << 2);
}

/** Bytes from row to row of the panel of column `n`. */
@inline function rowBytes(n: i32, n4: i32): usize {
  return (n4 & 1) && n >> 3 == n4 >> 1 ? 16 : 32;
}

/**
 * Weights [taps, rows, 4 o4] to the panels of a matrix [taps * rows4, 4 o4].
 * args: w, taps, rows, rows4 (rows in whole fours), o4, to. What fills up stays as it is: zero.
 */
export function packWeights(args: usize): void {
  const w = word(args, 0), taps: i32 = word(args, 1), rows: i32 = word(args, 2), rows4: i32 = word(args, 3), o4: i32 = word(args, 4), to = word(args, 5);
  const k = taps * rows4;
  let from = w;
  for (let tap = 0; tap < taps; tap++) {
    for (let i = 0; i < rows; i++) {
      for (let o = 0; o < o4; o++) {
        v128.store(to + columnOf(o << 2, k, o4) + <usize>(tap * rows4 + i) * rowBytes(o << 2, o4), v128.load(from));
        from += 16;
      }
    }
  }
}

/** Weights [taps, rows, 4 o4] to the panels of their transpose [4 o4, taps * rows4]. args as above. */
export function packTransposed(args: usize): void {
  const w = word(args, 0), taps: i32 = word(args, 1), rows: i32 = word(args, 2), rows4: i32 = word(args, 3), o4: i32 = word(args, 4), to = word(args, 5);
  const k = o4 << 2, n4 = (taps * rows4) >> 2;
  for (let tap = 0; tap < taps; tap++) {
    for (let i = 0; i < rows; i++) {
      const n = tap * rows4 + i;
      let from = w + <usize>((tap * rows + i) * k << 2);
      let at = to + columnOf(n, k, n4);
      const step = rowBytes(n, n4);
      for (let o = 0; o < k; o++) {
        store<f32>(at, load<f32>(from));
        from += 4;
        at += step;
      }
    }
  }
}
