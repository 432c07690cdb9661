/** Side of every picture in this project. */
export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/** A data set as it is stored: one byte a pixel. */
export interface ImageSet {
  readonly count: number;
  /** [count, 28, 28], 0 is paper and 255 is ink. */
  readonly images: Uint8Array;
  /** [count], the digit on each image; null where nobody said. */
  readonly labels: Uint8Array | null;
}

/** The pixels of "My drawings": [count, 28, 28], 0 is paper and 255 is ink. */
export interface Drawings {
  readonly count: number;
  readonly pixels: Uint8Array;
}

/** `first` followed by `second`. Labels survive if both have them. */
export function joinImageSets(first: ImageSet, second: ImageSet): ImageSet {
  return {
    count: first.count + second.count,
    images: concatenate(first.images, second.images),
    labels: first.labels && second.labels && concatenate(first.labels, second.labels),
  };
}

function concatenate(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

export function firstImages({ images, labels }: ImageSet, count: number): ImageSet {
  return {
    count: Math.min(count, images.length / PIXELS),
    images: images.subarray(0, count * PIXELS),
    labels: labels?.subarray(0, count) ?? null,
  };
}
