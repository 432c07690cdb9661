import { type Shape, type Stored, sizeOf } from './shape.ts';

/** A data set as it is stored. */
export interface ImageSet<Numbers extends Stored = Stored> {
  readonly count: number;
  readonly shape: Shape;
  /** [count, height, width, channels]; of a grey picture 0 is paper and 255 is ink. */
  readonly images: Numbers;
  /** [count], the class of each image; null where it is not known. */
  readonly labels: Uint8Array | null;
}

/** The pixels of "My drawings": [count, height, width, channels], 0 is paper and 255 is ink. */
export interface Drawings {
  readonly count: number;
  readonly pixels: Uint8Array;
}

/** `first` followed by `second`, of the same shape. Labels survive if both have them. */
export function joinImageSets<T extends Stored>(first: ImageSet<T>, second: ImageSet<T>): ImageSet<T> {
  return {
    count: first.count + second.count,
    shape: first.shape,
    images: concatenate(first.images, second.images),
    labels: first.labels && second.labels && concatenate(first.labels, second.labels),
  };
}

function concatenate<T extends Stored>(a: T, b: Stored): T {
  const joined = emptyLike(a, a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** So many numbers of the same kind. */
const emptyLike = <T extends Stored>(like: T, length: number): T =>
  (like instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length)) as T;

export function firstImages({ count, shape, images, labels }: ImageSet, most: number): ImageSet {
  return {
    count: Math.min(most, count),
    shape,
    images: images.subarray(0, most * sizeOf(shape)),
    labels: labels?.subarray(0, most) ?? null,
  };
}

/** The images of the classes in `wanted`, in their order. A set without labels is returned as it is. */
export function selectClasses(set: ImageSet, wanted: (label: number) => boolean): ImageSet {
  const { images, labels, shape } = set;
  if (!labels) return set;
  const kept: number[] = [];
  labels.forEach((label, i) => {
    if (wanted(label)) kept.push(i);
  });
  if (kept.length === set.count) return set;
  const size = sizeOf(shape);
  const chosen = emptyLike(images, kept.length * size);
  kept.forEach((from, to) => {
    chosen.set(images.subarray(from * size, (from + 1) * size), to * size);
  });
  return { count: kept.length, shape, images: chosen, labels: Uint8Array.from(kept, i => labels[i]!) };
}
