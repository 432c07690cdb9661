/** Points strewn where a picture has ink: the darker a pixel's ink, the more of them. */
import { uniforms } from '../math/random.ts';
import { type Shape, sizeOf } from './shape.ts';

/** Half the side of the square that the picture fills, so that the figure has a margin. */
const HALF = 0.9;

/**
 * @param pixels [height, width, channels], paper 0 and ink 255.
 * @param count points.
 * @param draw names the random numbers.
 * @returns [count, 2] within [-1, 1], y upwards; empty where there is no ink.
 */
export function pointsOfInk(
  pixels: Uint8Array | Uint8ClampedArray,
  { height, width, channels }: Shape,
  count: number,
  draw: number,
): Float32Array {
  if (pixels.length !== sizeOf({ height, width, channels })) throw new Error('A picture of another shape.');
  // Up to and with each pixel.
  const inkSoFar = new Float64Array(height * width);
  let ink = 0;
  for (let at = 0; at < inkSoFar.length; at++) {
    for (let c = 0; c < channels; c++) ink += pixels[at * channels + c]!;
    inkSoFar[at] = ink;
  }
  if (ink === 0) return new Float32Array(0);
  const draws = uniforms(1, 'paint', draw, new Float32Array(3 * count));
  const points = new Float32Array(2 * count);
  const longer = Math.max(height, width);
  for (let n = 0; n < count; n++) {
    const at = firstAbove(inkSoFar, draws[3 * n]! * ink);
    const x = (at % width) + draws[3 * n + 1]! - width / 2;
    const y = height / 2 - Math.floor(at / width) - draws[3 * n + 2]!;
    points.set([(2 * HALF * x) / longer, (2 * HALF * y) / longer], 2 * n);
  }
  return points;
}

/** The first place whose number is above `value`; numbers do not fall. */
function firstAbove(numbers: Float64Array, value: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
