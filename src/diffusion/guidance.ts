import type { Numbers } from './samplers/limits.ts';

/**
 * Classifier-free guidance (Ho & Salimans 2022, eq. 6): uncond + w (cond - uncond), in whatever the network predicts.
 * Our w is the paper's plus one: 0 asks for anything at all, 1 for the class as it was learned, more for less else.
 */
export function guide<A extends Numbers>(w: number, cond: A, uncond: A): A {
  return uncond.map((u, i) => u + w * (cond[i]! - u)) as A;
}
