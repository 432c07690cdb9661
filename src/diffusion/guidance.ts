import type { Numbers } from './samplers/limits.ts';

/**
 * Classifier-free guidance (Ho & Salimans 2022, eq. 6): uncond + w (cond - uncond), applied to the network's output.
 * Our w is the paper's plus one: 0 ignores the class, 1 asks for it as in training, more exaggerates it.
 */
export function guide<A extends Numbers>(w: number, cond: A, uncond: A): A {
  return uncond.map((u, i) => u + w * (cond[i]! - u)) as A;
}
