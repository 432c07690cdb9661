/** Code shared by the convolution kernels. */
/** Code for pixel `p`, with a bounds check if some blocks reach over the edge; a block's first pixel never does. */
export function guarded(p: number, needed: boolean, condition: string, text: string): string {
  return needed && p > 0 ? `if (${condition}) {${text}}` : text;
}

/** The largest divisor of n that is at most `limit`. */
export function divisorUpTo(n: number, limit: number): number {
  let divisor = Math.min(n, limit);
  while (n % divisor !== 0) divisor--;
  return divisor;
}

/**
 * What `load` reads where all conditions hold, and zeros elsewhere; empty conditions hold always. It always reads, and lets
 * robust access keep it within bounds: whatever is assigned behind a branch, software adapters mask.
 */
export function loadWhere(conditions: readonly string[], load: string): string {
  const condition = conditions.filter(Boolean).join(' && ');
  return condition ? `select(vec4f(0), ${load}, ${condition})` : load;
}
