/**
 * The density of q(x_t) and its score, for x0 uniform over a finite set: a mixture of normals with centres signal x_i and
 * standard deviation noise, known exactly.
 */
import { exactX0 } from './exactDenoiser.ts';
import type { FiniteSet, Vector } from './finiteSet.ts';
import type { Mix } from './forward.ts';

/** log q(x_t); `noise` above 0. */
export function logDensity(set: FiniteSet, { signal, noise }: Mix, xt: Vector): number {
  const dots = set.dots(xt);
  let norm = 0;
  for (let p = 0; p < xt.length; p++) norm += xt[p]! ** 2;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < set.count; i++) {
    const squared = norm - 2 * signal * dots[i]! + signal ** 2 * set.squaredNorms[i]!;
    dots[i] = -squared / (2 * noise ** 2);
    largest = Math.max(largest, dots[i]!);
  }
  const sum = dots.reduce((total, exponent) => total + Math.exp(exponent - largest), 0);
  return largest + Math.log(sum / set.count) - (xt.length / 2) * Math.log(2 * Math.PI * noise ** 2);
}

/** Gradient of log q(x_t): (signal E[x0 | x_t] - x_t) / noise², Vincent 2011 with Tweedie's formula. */
export function exactScore(set: FiniteSet, mix: Mix, xt: Vector): Float64Array {
  const x0Hat = exactX0(set, mix, xt);
  return x0Hat.map((x, p) => (mix.signal * x - xt[p]!) / mix.noise ** 2);
}

/** A square grid over [-reach, reach]², `side` cells along each side, rows from the top. */
export interface PlaneGrid {
  readonly side: number;
  readonly reach: number;
}

/**
 * q(x_t) on a grid [side, side], up to a factor. Points are shared among the four nearest cells and the cells blurred
 * along rows and columns, which is exact but for the width of a cell, and quick enough for every frame.
 *
 * @param points x0 [count, 2].
 */
export function densityOnGrid(
  points: Float32Array,
  { signal, noise }: Mix,
  { side, reach }: PlaneGrid,
): Float32Array {
  const cell = (2 * reach) / side;
  const cells = new Float32Array(side * side);
  const put = (column: number, row: number, share: number) => {
    if (column >= 0 && row >= 0 && column < side && row < side) cells[row * side + column]! += share;
  };
  for (let i = 0; i < points.length; i += 2) {
    const x = (signal * points[i]! + reach) / cell - 0.5;
    const y = (reach - signal * points[i + 1]!) / cell - 0.5;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - column, y - row];
    put(column, row, (1 - right) * (1 - down));
    put(column + 1, row, right * (1 - down));
    put(column, row + 1, (1 - right) * down);
    put(column + 1, row + 1, right * down);
  }
  const kernel = normalKernel(noise / cell, side);
  return blurRows(transpose(blurRows(cells, side, kernel), side), side, kernel, true);
}

/** The normal density at whole cells from 0 on, as far as it counts; `deviation` in cells. */
function normalKernel(deviation: number, side: number): Float32Array {
  const reach = Math.min(side - 1, Math.ceil(4 * deviation));
  const weights = Float32Array.from({ length: reach + 1 }, (_, d) =>
    d === 0 ? 1 : Math.exp(-(d ** 2) / (2 * deviation ** 2)),
  );
  const sum = weights.reduce((total, weight, d) => total + (d === 0 ? weight : 2 * weight), 0);
  return weights.map(weight => weight / sum);
}

function blurRows(cells: Float32Array, side: number, kernel: Float32Array, turned = false): Float32Array {
  const out = new Float32Array(cells.length);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const value = cells[row * side + column]!;
      if (value === 0) continue;
      const first = Math.max(0, column - kernel.length + 1);
      const last = Math.min(side - 1, column + kernel.length - 1);
      for (let to = first; to <= last; to++) out[row * side + to]! += value * kernel[Math.abs(to - column)]!;
    }
  }
  return turned ? transpose(out, side) : out;
}

function transpose(cells: Float32Array, side: number): Float32Array {
  const out = new Float32Array(cells.length);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) out[column * side + row] = cells[row * side + column]!;
  }
  return out;
}
