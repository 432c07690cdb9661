/** The exact denoiser on a grid is the exact denoiser at each place of it, with much noise and with hardly any. */
import { expect, it } from 'vitest';
import { exactX0 } from '../../src/diffusion/exactDenoiser.ts';
import { exactRows } from '../../src/diffusion/exactGrid.ts';
import { FiniteSet } from '../../src/diffusion/finiteSet.ts';
import { gaussians } from '../../src/math/random.ts';

const points = gaussians(3, 'evaluation', 0, new Float32Array(2 * 200)).map(value => value / 3);
const set = new FiniteSet(200, 2, i => points.subarray(2 * i, 2 * i + 2));
const columns = [-1.9, -0.4, 0, 0.7, 1.9];

it.each([1, 0.5, 0.1, 0.02, 0.001])('at noise %d', noise => {
  const level = { signal: Math.sqrt(1 - noise ** 2), noise };
  const rowAt = exactRows(set, level, columns);
  for (const y of [-1.9, 0.1, 1.2]) {
    const row = rowAt(y);
    columns.forEach((x, c) => {
      const [atX, atY] = exactX0(set, level, [x, y]);
      expect(row[2 * c]).toBeCloseTo(atX!, 10);
      expect(row[2 * c + 1]).toBeCloseTo(atY!, 10);
    });
  }
});
