/** The real pictures that drawn ones are compared with. */
import type { ImageSet } from '../data/imageSet.ts';
import { pictureOf, sizeOf } from '../data/shape.ts';

/** Pictures that are drawn and judged, and of each real set. */
const JUDGED_PICTURES = 512;
/** The more sets, the less a figure depends on which pictures happen to be in one. */
const MOST_SETS = 4;

interface LabelledPictures {
  /** [count, height, width, channels]. */
  readonly pictures: Uint8Array;
  /** [count]; null where they are not known. */
  readonly labels: Uint8Array | null;
}

export interface RealSets {
  /** Of each set. */
  readonly count: number;
  /** Two to four. */
  readonly sets: readonly LabelledPictures[];
}

/** Sets of `most` pictures, or of half of all where there are fewer, each spread evenly over `test`, no picture in two. */
export function realSets(test: ImageSet, most = JUDGED_PICTURES): RealSets {
  const count = Math.min(most, Math.floor(test.count / 2));
  const many = Math.min(MOST_SETS, Math.floor(test.count / count));
  const size = sizeOf(test.shape);
  const sets = Array.from({ length: many }, (_, set): LabelledPictures => {
    const pictures = new Uint8Array(count * size);
    const labels = new Uint8Array(count);
    for (let n = 0; n < count; n++) {
      const from = Math.floor(((many * n + set) * test.count) / (many * count));
      pictures.set(pictureOf(test.images, test.shape, from), n * size);
      labels[n] = test.labels?.[from] ?? 0;
    }
    return { pictures, labels: test.labels && labels };
  });
  return { count, sets };
}
