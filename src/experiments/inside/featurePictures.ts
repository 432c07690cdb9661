/** Feature maps of any size as pictures of 28 x 28 bytes. */
import { PICTURE_SIDE } from '../../render/pictures.ts';

const PIXELS = PICTURE_SIDE ** 2;

interface Features {
  /** [H, W, C], or [C]. */
  readonly shape: readonly number[];
  readonly features: Float32Array;
}

export interface FeaturePictures {
  /** [count, 28, 28]. */
  readonly bytes: Uint8ClampedArray;
  readonly count: number;
  /** The value of white; black is its negative, or 0 if no value is negative. */
  readonly white: number;
}

/** Each channel as a picture: 0 is grey, the block's largest magnitude black or white. */
export function channelPictures({ shape, features }: Features): FeaturePictures {
  const [height, width, count] = size(shape);
  const white = largest(features);
  const bytes = new Uint8ClampedArray(count * PIXELS);
  eachPixel(height, width, (pixel, from) => {
    for (let channel = 0; channel < count; channel++) {
      bytes[channel * PIXELS + pixel] = (features[from * count + channel]! / white + 1) * 127.5;
    }
  });
  return { bytes, count, white };
}

/** All channels as one picture: their root mean square, 0 black and the largest white. */
export function strengthPicture({ shape, features }: Features): FeaturePictures {
  const [height, width, channels] = size(shape);
  const strengths = Float32Array.from({ length: height * width }, (_, i) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += features[i * channels + channel]! ** 2;
    return Math.sqrt(sum / channels);
  });
  const white = largest(strengths);
  const bytes = new Uint8ClampedArray(PIXELS);
  eachPixel(height, width, (pixel, from) => {
    bytes[pixel] = (strengths[from]! / white) * 255;
  });
  return { bytes, count: 1, white };
}

/** A vector becomes a map of one channel, as square as its length allows. */
function size(shape: readonly number[]): readonly [number, number, number] {
  if (shape.length === 3) return shape as [number, number, number];
  const length = shape[0]!;
  let height = Math.floor(Math.sqrt(length));
  while (length % height !== 0) height--;
  return [height, length / height, 1];
}

/** Calls `draw` with each pixel of the picture and the index in the map that it shows. */
function eachPixel(height: number, width: number, draw: (pixel: number, from: number) => void): void {
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const y = Math.floor((Math.floor(pixel / PICTURE_SIDE) * height) / PICTURE_SIDE);
    const x = Math.floor(((pixel % PICTURE_SIDE) * width) / PICTURE_SIDE);
    draw(pixel, y * width + x);
  }
}

/** Never 0, since it is a divisor. */
function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most || 1;
}
