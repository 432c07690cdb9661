/**
 * Distance between two sets of pictures: Fréchet's (Dowson & Landau 1982) between the two Gaussians that fit their first
 * principal components. Pixels, not a network's features: it compares with nothing but itself, at the same N.
 */
import { MNIST_SHAPE } from '../../src/data/mnistParts.ts';
import { sizeOf } from '../../src/data/shape.ts';

const SIDE = MNIST_SHAPE.width;
const PIXELS = sizeOf(MNIST_SHAPE);

const POOLED = (SIDE / 2) ** 2;
const COMPONENTS = 24;

type Matrix = Float64Array[];

/** [n, 28, 28] in [-1, 1] to [n][196]: the mean of each 2 x 2 block. */
function pool(pictures: Float32Array): Matrix {
  return Array.from({ length: pictures.length / PIXELS }, (_, n) =>
    Float64Array.from({ length: POOLED }, (__, i) => {
      const at = n * PIXELS + 2 * SIDE * Math.floor(i / (SIDE / 2)) + 2 * (i % (SIDE / 2));
      return (pictures[at]! + pictures[at + 1]! + pictures[at + SIDE]! + pictures[at + SIDE + 1]!) / 4;
    }),
  );
}

function moments(rows: Matrix): { mean: Float64Array; covariance: Matrix } {
  const size = rows[0]!.length;
  const mean = new Float64Array(size);
  for (const row of rows) for (let i = 0; i < size; i++) mean[i]! += row[i]! / rows.length;
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows) {
    for (let i = 0; i < size; i++) {
      const d = row[i]! - mean[i]!;
      for (let j = 0; j < size; j++) covariance[i]![j]! += (d * (row[j]! - mean[j]!)) / (rows.length - 1);
    }
  }
  return { mean, covariance };
}

/** Jacobi's method for a symmetric matrix: eigenvalues, and eigenvectors in the columns. */
function eigen(symmetric: Matrix): { values: Float64Array; vectors: Matrix } {
  const n = symmetric.length;
  const a = symmetric.map(row => row.slice());
  const v = a.map((_, i) => Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off += a[p]![q]! ** 2;
        rotate(a, v, p, q);
      }
    }
    if (off < 1e-18) break;
  }
  return { values: Float64Array.from(a, (row, i) => row[i]!), vectors: v };
}

function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  const apq = a[p]![q]!;
  if (Math.abs(apq) < 1e-300) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const turn = (matrix: Matrix, i: number, j: number, k: number, l: number) => {
    const [x, y] = [matrix[i]![j]!, matrix[k]![l]!];
    matrix[i]![j] = c * x - s * y;
    matrix[k]![l] = s * x + c * y;
  };
  for (let k = 0; k < a.length; k++) turn(a, k, p, k, q);
  for (let k = 0; k < a.length; k++) turn(a, p, k, q, k);
  for (let k = 0; k < a.length; k++) turn(v, k, p, k, q);
}

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map(row => Float64Array.from(b[0]!, (_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));

/** The symmetric square root of a symmetric positive matrix. */
function squareRoot(matrix: Matrix): Matrix {
  const { values, vectors } = eigen(matrix);
  const scaled = vectors.map(row => row.map((x, j) => x * Math.sqrt(Math.max(0, values[j]!))));
  const transposed = vectors.map((_, i) => Float64Array.from(vectors, row => row[i]!));
  return product(scaled, transposed);
}

/** Distances to `reference` [n, 28, 28], whose principal components are the ruler. */
export function frechetTo(reference: Float32Array): (pictures: Float32Array) => number {
  const pooled = pool(reference);
  const { covariance } = moments(pooled);
  const { values, vectors } = eigen(covariance);
  const strongest = [...values.keys()].sort((i, j) => values[j]! - values[i]!).slice(0, COMPONENTS);
  const project = (rows: Matrix) =>
    rows.map(row =>
      Float64Array.from(strongest, k => row.reduce((sum, x, i) => sum + x * vectors[i]![k]!, 0)),
    );
  const real = moments(project(pooled));
  const root = squareRoot(real.covariance);
  return pictures => {
    const made = moments(project(pool(pictures)));
    const between = made.mean.reduce((sum, m, i) => sum + (m - real.mean[i]!) ** 2, 0);
    const cross = eigen(product(product(root, made.covariance), root)).values;
    const traces = made.covariance.reduce((sum, row, i) => sum + row[i]! + real.covariance[i]![i]!, 0);
    return between + traces - 2 * cross.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  };
}
