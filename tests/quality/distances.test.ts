/** Fréchet distance, precision and recall against closed forms and NumPy's numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { frechetDistance } from '../../src/quality/frechet.ts';
import { momentsOf } from '../../src/quality/moments.ts';
import { precisionAndRecall } from '../../src/quality/neighbours.ts';
import { eigen, type Matrix, product, squareRoot } from '../../src/quality/symmetric.ts';
import { startWasm } from '../nn/wasmBackend.ts';

interface Golden {
  readonly d: number;
  readonly k: number;
  readonly real: number[];
  readonly drawn: number[];
  readonly frechet: number;
  readonly precision: number;
  readonly recall: number;
}
/** Made by scripts/golden/quality.py. */
const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/quality.json'), 'utf8'));

const matrix = (rows: readonly number[][]): Matrix => rows.map(row => Float64Array.from(row));
const diagonal = (...values: number[]): Matrix =>
  matrix(values.map((value, i) => values.map((_, j) => (i === j ? value : 0))));

beforeAll(startWasm);

describe('the Fréchet distance', () => {
  it('of diagonal Gaussians is a sum over the axes', () => {
    const a = { mean: Float64Array.of(1, 2, 3), covariance: diagonal(1, 4, 9) };
    const b = { mean: Float64Array.of(0, 2, 5), covariance: diagonal(4, 4, 1) };
    // (1 - 2)² + 0 + (3 - 1)² of the deviations, 1 + 0 + 4 of the means.
    expect(frechetDistance(a, b)).toBeCloseTo(10, 10);
  });

  it('of two by two covariances has a closed form', () => {
    const a = matrix([
      [2, 1],
      [1, 3],
    ]);
    const b = matrix([
      [5, -2],
      [-2, 1.5],
    ]);
    const mean = new Float64Array(2);
    // tr √M = √(tr M + 2 √det M), of M = AB: tr M = 10 - 2 - 2 + 4.5, det M = 5 · 3.5.
    const cross = Math.sqrt(10.5 + 2 * Math.sqrt(17.5));
    const distance = frechetDistance({ mean, covariance: a }, { mean, covariance: b });
    expect(distance).toBeCloseTo(5 + 6.5 - 2 * cross, 10);
  });

  it('is 0 between equals, also where a covariance is singular', () => {
    const covariance = matrix([
      [1, 1],
      [1, 1],
    ]);
    const same = { mean: Float64Array.of(3, -1), covariance };
    expect(frechetDistance(same, same)).toBeCloseTo(0, 7);
  });

  it('of features is what NumPy has', async () => {
    const [a, b] = [golden.real, golden.drawn].map(each => momentsOf(Float32Array.from(each), golden.d));
    expect(frechetDistance(await a!, await b!)).toBeCloseTo(golden.frechet, 4);
  });
});

describe('a symmetric matrix', () => {
  const symmetric = matrix([
    [4, 1, -2],
    [1, 3, 0.5],
    [-2, 0.5, 5],
  ]);

  it('has the eigenvalues of its trace and determinant', () => {
    const { values } = eigen(symmetric);
    const [a, b, c] = values as unknown as [number, number, number];
    expect(a + b + c).toBeCloseTo(12, 12);
    // By Sarrus.
    expect(a * b * c).toBeCloseTo(60 - 1 - 1 - 12 - 1 - 5, 10);
  });

  it('is its root’s square', () => {
    const root = squareRoot(symmetric);
    product(root, root).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(symmetric[i]![j]!, 10);
      });
    });
  });
});

describe('precision and recall', () => {
  it('are what NumPy has', async () => {
    const [real, drawn] = [golden.real, golden.drawn].map(each => Float32Array.from(each));
    const { precision, recall } = await precisionAndRecall(real!, drawn!, golden.d, golden.k);
    expect(precision).toBeCloseTo(golden.precision, 6);
    expect(recall).toBeCloseTo(golden.recall, 6);
  });

  it('tell copies of one picture from variety, and strays from both', async () => {
    const grid = Float32Array.from({ length: 2 * 25 }, (_, i) => (i % 2 ? i % 5 : Math.floor(i / 10)));
    const line = Float32Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? n / 2 : 0));
    const copies = new Float32Array(40).fill(3);
    // Every copy is among the real ones; of those only the copied one is in a ball of radius 0.
    copies.forEach((_, i) => {
      copies[i] = i % 2 === 0 ? 10 : 0;
    });
    expect(await precisionAndRecall(line, copies, 2, 5)).toEqual({
      precision: 1,
      recall: expect.closeTo(1 / 20),
    });
    const far = grid.map(x => x + 1000);
    expect(await precisionAndRecall(grid, far, 2, 5)).toEqual({ precision: 0, recall: 0 });
  });
});
