/**
 * Sines and cosines to float32's accuracy for |x| up to about 1000 (Cody & Waite's reduction, Cephes's polynomials):
 * WGSL promises only 2^-11 within [-pi, pi] and nothing outside.
 */
export const SIN_COS = `
fn sin_cos(x: f32) -> vec2f {
  let k = round(x * 0.6366197723675814);
  let r = ((x - k * 1.5703125) - k * 4.837512969970703e-4) - k * 7.549789948768648e-8;
  let r2 = r * r;
  let s = r + r * r2 * (-1.6666654611e-1 + r2 * (8.3321608736e-3 + r2 * -1.9515295891e-4));
  let c = 1.0 - 0.5 * r2 + r2 * r2 * (4.166664568298827e-2 + r2 * (-1.388731625493765e-3 + r2 * 2.443315711809948e-5));
  let quadrant = i32(k) & 3;
  let swapped = select(vec2f(s, c), vec2f(c, s), (quadrant & 1) == 1);
  return vec2f(
    select(swapped.x, -swapped.x, quadrant >= 2),
    select(swapped.y, -swapped.y, quadrant == 1 || quadrant == 2),
  );
}
`;
