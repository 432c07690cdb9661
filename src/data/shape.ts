/** Size of a picture: height and width in pixels; channels 1 (grey) or 3 (colour). A point in the plane is 1 x 1 x 2. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Numbers as they are stored: bytes of pictures, 16 bits of points in the plane. */
export type Stored = Uint8Array | Uint16Array;

/** Numbers of one picture; pictures lie one after the other as [count, height, width, channels]. */
export const sizeOf = ({ height, width, channels }: Shape): number => height * width * channels;

/** Whether it is a point in the plane. */
export const isPoint = ({ height, width, channels }: Shape): boolean =>
  height === 1 && width === 1 && channels === 2;

/** What one of that shape is called. */
export const wordFor = (shape: Shape): 'point' | 'picture' => (isPoint(shape) ? 'point' : 'picture');

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.height === b.height && a.width === b.width && a.channels === b.channels;

/** Sides that one may choose: multiples of four, so that a network of three levels can halve them twice. */
export const SIDES = { least: 8, most: 64, step: 4 } as const;

/** The square of a side that one may choose that has so many numbers; null where there is none. No two have as many. */
export function squareOf(size: number): Shape | null {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(size / channels);
    const fits = side >= SIDES.least && side <= SIDES.most && side % SIDES.step === 0;
    if (fits) return { height: side, width: side, channels };
  }
  return null;
}

/** The `n`th picture of many, not copied. */
export function pictureOf<T extends Float32Array | Uint8Array | Uint16Array | Uint8ClampedArray>(
  pictures: T,
  shape: Shape,
  n: number,
): T {
  const size = sizeOf(shape);
  return pictures.subarray(n * size, (n + 1) * size) as T;
}
