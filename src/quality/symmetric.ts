/** Symmetric matrices, as rows of float64. */
export type Matrix = readonly Float64Array[];

const SWEEPS = 30;

/** Eigenvalues, and eigenvectors in the columns, by Jacobi's method. */
export function eigen(symmetric: Matrix): { values: Float64Array; vectors: Matrix } {
  const n = symmetric.length;
  const a = symmetric.map(row => row.slice());
  const v = a.map((_, i) => Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
  const size = a.reduce((sum, row) => sum + row.reduce((inRow, x) => inRow + x * x, 0), 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off += a[p]![q]! ** 2;
        rotate(a, v, p, q);
      }
    }
    if (off <= 1e-24 * size) break;
  }
  return { values: Float64Array.from(a, (row, i) => row[i]!), vectors: v };
}

function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  const apq = a[p]![q]!;
  if (Math.abs(apq) < 1e-300) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, row, p, q, c, s);
  turnRows(a[p]!, a[q]!, c, s);
  for (const row of v) turn(row, row, p, q, c, s);
}

function turn(first: Float64Array, second: Float64Array, p: number, q: number, c: number, s: number): void {
  const [x, y] = [first[p]!, second[q]!];
  first[p] = c * x - s * y;
  second[q] = s * x + c * y;
}

function turnRows(first: Float64Array, second: Float64Array, c: number, s: number): void {
  for (let k = 0; k < first.length; k++) turn(first, second, k, k, c, s);
}

export const product = (a: Matrix, b: Matrix): Matrix =>
  a.map(row => {
    const out = new Float64Array(b[0]!.length);
    row.forEach((x, k) => {
      const other = b[k]!;
      for (let j = 0; j < out.length; j++) out[j]! += x * other[j]!;
    });
    return out;
  });

/** The symmetric square root of a positive semidefinite matrix; eigenvalues that rounding has made negative count as 0. */
export function squareRoot(matrix: Matrix): Matrix {
  const { values, vectors } = eigen(matrix);
  const scaled = vectors.map(row => row.map((x, j) => x * Math.sqrt(Math.max(0, values[j]!))));
  const transposed = vectors.map((_, i) => Float64Array.from(vectors, row => row[i]!));
  return product(scaled, transposed);
}
