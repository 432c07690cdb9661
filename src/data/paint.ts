/** Painting on x_t, which holds floats, unlike a drawing's bytes. */

export const PAINTS = ['ink', 'paper', 'noise'] as const;
export type Paint = (typeof PAINTS)[number];

/**
 * `base` with a stroke over it: the paint (ink +1, paper -1) where the brush covers a pixel fully, a mixture at the edge.
 *
 * @param cover the stroke's coverage, 0..255.
 * @param noise the pixels of the paint 'noise'.
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
