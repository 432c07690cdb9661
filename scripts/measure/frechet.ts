/**
 * Distance between two sets of pictures: Fréchet's (Dowson & Landau 1982) between the two Gaussians that fit their first
 * principal components. It uses pixels, not a network's features: compare it only with itself, at the same N.
 */
import { MNIST_SHAPE } from '../../src/data/mnistParts.ts';
import { sizeOf } from '../../src/data/shape.ts';
import { frechetDistance, type Moments } from '../../src/quality/frechet.ts';
import { eigen, type Matrix } from '../../src/quality/symmetric.ts';

const SIDE = MNIST_SHAPE.width;
const PIXELS = sizeOf(MNIST_SHAPE);

const POOLED = (SIDE / 2) ** 2;
const COMPONENTS = 24;

/** [n, 28, 28] in [-1, 1] to [n][196]: the mean of each 2 x 2 block. */
function pool(pictures: Float32Array): Matrix {
  return Array.from({ length: pictures.length / PIXELS }, (_, n) =>
    Float64Array.from({ length: POOLED }, (__, i) => {
      const at = n * PIXELS + 2 * SIDE * Math.floor(i / (SIDE / 2)) + 2 * (i % (SIDE / 2));
      return (pictures[at]! + pictures[at + 1]! + pictures[at + SIDE]! + pictures[at + SIDE + 1]!) / 4;
    }),
  );
}

function moments(rows: Matrix): Moments {
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
  return pictures => frechetDistance(real, moments(project(pool(pictures))));
}
