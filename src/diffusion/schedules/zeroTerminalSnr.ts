/**
 * Lin et al. 2023, algorithm 1: shifts and scales sqrt(alpha-bar) so that the last one is 0 and the first stays.
 * betas [T] -> betas [T], the last of them 1.
 */
export function rescaleZeroTerminalSnr(betas: Float64Array): Float64Array {
  let product = 1;
  const roots = betas.map(beta => {
    product *= 1 - beta;
    return Math.sqrt(product);
  });
  const first = roots[0]!;
  const last = roots.at(-1)!;
  const alphaBars = roots.map(root => ((root - last) * (first / (first - last))) ** 2);
  return alphaBars.map((alphaBar, i) => 1 - (i === 0 ? alphaBar : alphaBar / alphaBars[i - 1]!));
}
