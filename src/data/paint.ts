/** Painting on x_t, which is made of any numbers, where a drawing is made of bytes. */

export const PAINTS = ['ink', 'paper', 'noise'] as const;
export type Paint = (typeof PAINTS)[number];

/**
 * `base` under a stroke: where the brush covers it fully the paint itself, ink being +1 and paper -1, and at the
 * stroke's edge a mixture.
 *
 * @param cover of the stroke, 0..255.
 * @param noise what the paint 'noise' lays down.
 */
export function paintOver(
  base: Float32Array,
  cover: Uint8Array,
  paint: Paint,
  noise: Float32Array,
): Float32Array {
  return base.map((x, i) => {
    const share = cover[i]! / 255;
    const laid = paint === 'noise' ? noise[i]! : paint === 'ink' ? 1 : -1;
    return (1 - share) * x + share * laid;
  });
}
