/**
 * E[x0 | x_t] of a finite set, the best that any network can answer: a mean of the set's members, weighted by
 * softmax(-|x_t - signal x_i|^2 / (2 noise^2)). `xt` and each member have the same length.
 */
export function exactX0(
  members: readonly Float64Array[],
  { signal, noise }: { readonly signal: number; readonly noise: number },
  xt: Float64Array,
): Float64Array {
  const logits = members.map(member => {
    const squared = xt.reduce((sum, x, i) => sum + (x - signal * member[i]!) ** 2, 0);
    return -squared / (2 * noise ** 2);
  });
  const largest = Math.max(...logits);
  const weights = logits.map(logit => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return xt.map((_, i) => members.reduce((sum, member, n) => sum + weights[n]! * member[i]!, 0) / total);
}
