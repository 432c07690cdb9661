/** What arrows can show of a guess of x0 at x_t. */
import type { Field } from '../../engine/analyses/planeField.ts';

export const QUANTITIES = ['score', 'towards', 'eps', 'velocity'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export const QUANTITY_LABELS: Readonly<Record<Quantity, string>> = {
  score: 'Score',
  towards: 'x̂₀ − x_t',
  eps: 'ε̂',
  velocity: 'Velocity ε̂ − x̂₀',
};

/** The quantity at each point of the grid, [side², 2], from the guesses there. */
export function fieldValues(
  { at, signal, noise }: Field,
  x0Hat: Float32Array,
  quantity: Quantity,
): Float32Array {
  return x0Hat.map((x0, i) => {
    const eps = (at[i]! - signal * x0) / noise;
    switch (quantity) {
      case 'score':
        return -eps / noise;
      case 'towards':
        return x0 - at[i]!;
      case 'eps':
        return eps;
      case 'velocity':
        return eps - x0;
      default:
        return quantity satisfies never;
    }
  });
}

/** Lengths of vectors [count, 2]. */
export const lengths = (vectors: Float32Array): Float32Array =>
  Float32Array.from({ length: vectors.length / 2 }, (_, i) =>
    Math.hypot(vectors[2 * i]!, vectors[2 * i + 1]!),
  );
