/** Weights turned for winograd.ts, once after they have changed. */
import { fma, word } from './vector';

/** Positions in a turned tile. */
const POSITIONS: usize = 36;

/** Half-turned numbers. */
const half: usize = memory.data(576, 16);

/** One row or column of G w, three numbers to six. */
@inline function turnFilter(w0: v128, w1: v128, w2: v128, to: usize, step: usize): void {
  v128.store(to, f32x4.mul(w0, f32x4.splat(0.25)));
  const a = f32x4.mul(f32x4.add(w0, w2), f32x4.splat(<f32>(-1.0 / 6.0))), b = f32x4.mul(w1, f32x4.splat(<f32>(-1.0 / 6.0)));
  v128.store(to + step, f32x4.add(a, b));
  v128.store(to + 2 * step, f32x4.sub(a, b));
  const c = fma(w0, f32x4.splat(<f32>(1.0 / 24.0)), f32x4.mul(w2, f32x4.splat(<f32>(1.0 / 6.0))));
  const d = f32x4.mul(w1, f32x4.splat(<f32>(1.0 / 12.0)));
  v128.store(to + 3 * step, f32x4.add(c, d));
  v128.store(to + 4 * step, f32x4.sub(c, d));
  v128.store(to + 5 * step, w2);
}

/** The turned filter of four outputs. */
const turnedFilter: usize = memory.data(576, 16);

/** Turns the filter whose nine taps begin at `w` and lie `tap` bytes apart, backwards where `tap` is negative. */
@inline function turnWhole(w: usize, tap: usize): void {
  for (let x: usize = 0; x < 3; x++) {
    const at = w + x * tap;
    turnFilter(v128.load(at), v128.load(at + 3 * tap), v128.load(at + 6 * tap), half + (x << 4), 48);
  }
  for (let y: usize = 0; y < 6; y++) {
    const at = half + y * 48;
    turnFilter(v128.load(at), v128.load(at, 16), v128.load(at, 32), turnedFilter + y * 96, 16);
  }
}

/**
 * Weights [3, 3, rows, 4 n4] to 36 matrices [4 c4, 4 n4] in panels, with rows in whole fours.
 * args: w, rows, c4, n4, to. What fills up stays as it is: zero.
 */
export function packWinograd(args: usize): void {
  const w = word(args, 0), rows = word(args, 1), c4: i32 = word(args, 2), n4: i32 = word(args, 3), to = word(args, 4);
  const bytes = <usize>n4 << 4, step = <usize>(c4 * n4) << 6;
  for (let i: usize = 0; i < rows; i++) {
    for (let n = 0; n < n4; n++) {
      turnWhole(w + i * bytes + (<usize>n << 4), rows * bytes);
      const narrow = (n4 & 1) && n == n4 - 1;
      const at = to + (<usize>((n >> 1) * c4) << 7) + i * (narrow ? 16 : 32) + (<usize>(n & 1) << 4);
      for (let p: usize = 0; p < POSITIONS; p++) v128.store(at + p * step, v128.load(turnedFilter + (p << 4)));
    }
  }
}

/** The same of the filter turned by 180 degrees and transposed, for the input's gradient: 36 matrices [4 n4, 4 c4]. */
export function packWinogradTransposed(args: usize): void {
  const w = word(args, 0), rows: i32 = word(args, 1), c4: i32 = word(args, 2), n4: i32 = word(args, 3), to = word(args, 4);
  const bytes = <usize>n4 << 4, step = <usize>(c4 * n4) << 6, tap = <usize>rows * bytes;
  for (let i = 0; i < rows; i++) {
    const row: usize = (c4 & 1) && i >> 2 == c4 - 1 ? 16 : 32;
    for (let n = 0; n < n4; n++) {
      turnWhole(w + 8 * tap + <usize>i * bytes + (<usize>n << 4), 0 - tap);
      let at = to + (<usize>((i >> 3) * n4) << 7) + <usize>(n << 2) * row + (<usize>(i & 7) << 2);
      for (let p: usize = 0; p < POSITIONS; p++) {
        const v = v128.load(turnedFilter + (p << 4));
        store<f32>(at, f32x4.extract_lane(v, 0));
        store<f32>(at + row, f32x4.extract_lane(v, 1));
        store<f32>(at + 2 * row, f32x4.extract_lane(v, 2));
        store<f32>(at + 3 * row, f32x4.extract_lane(v, 3));
        at += step;
      }
    }
  }
}
