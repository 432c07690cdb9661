/** Feature maps of any size as grey pictures, each as large as the picture that went in. */
import type { Shape } from '../../data/shape.ts';

interface Features {
  /** [H, W, C], or [C]. */
  readonly shape: readonly number[];
  readonly features: Float32Array;
}

export interface FeaturePictures {
  /** [count, height, width]. */
  readonly bytes: Uint8ClampedArray;
  readonly shape: Shape;
  readonly count: number;
  /** The value of white; black is its negative, or 0 if no value is negative. */
  readonly white: number;
}

/** Each channel as a picture: 0 is grey, the block's largest magnitude black or white. */
export function channelPictures({ shape, features }: Features, input: Shape): FeaturePictures {
  const [height, width, count] = size(shape);
  const picture = grey(input);
  const pixels = picture.height * picture.width;
  const white = largest(features);
  const bytes = new Uint8ClampedArray(count * pixels);
  eachPixel(height, width, picture, (pixel, from) => {
    for (let channel = 0; channel < count; channel++) {
      bytes[channel * pixels + pixel] = (features[from * count + channel]! / white + 1) * 127.5;
    }
  });
  return { bytes, shape: picture, count, white };
}

/** All channels as one picture: their root mean square, 0 black and the largest white. */
export function strengthPicture({ shape, features }: Features, input: Shape): FeaturePictures {
  const [height, width, channels] = size(shape);
  const picture = grey(input);
  const strengths = Float32Array.from({ length: height * width }, (_, i) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += features[i * channels + channel]! ** 2;
    return Math.sqrt(sum / channels);
  });
  const white = largest(strengths);
  const bytes = new Uint8ClampedArray(picture.height * picture.width);
  eachPixel(height, width, picture, (pixel, from) => {
    bytes[pixel] = (strengths[from]! / white) * 255;
  });
  return { bytes, shape: picture, count: 1, white };
}

const grey = ({ height, width }: Shape): Shape => ({ height, width, channels: 1 });

/** A vector becomes a map of one channel, as square as its length allows. */
function size(shape: readonly number[]): readonly [number, number, number] {
  if (shape.length === 3) return shape as [number, number, number];
  const length = shape[0]!;
  let height = Math.floor(Math.sqrt(length));
  while (length % height !== 0) height--;
  return [height, length / height, 1];
}

/** Calls `draw` with each pixel of the picture and the index in the map that it shows. */
function eachPixel(
  height: number,
  width: number,
  picture: Shape,
  draw: (pixel: number, from: number) => void,
): void {
  for (let pixel = 0; pixel < picture.height * picture.width; pixel++) {
    const y = Math.floor((Math.floor(pixel / picture.width) * height) / picture.height);
    const x = Math.floor(((pixel % picture.width) * width) / picture.width);
    draw(pixel, y * width + x);
  }
}

/** Never 0, since it is a divisor. */
function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most || 1;
}
