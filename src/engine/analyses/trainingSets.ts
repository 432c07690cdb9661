/** The training images as sets for the exact denoiser: all of them, or, for a class-conditional network, one class's. */
import type { ImageSet } from '../../data/imageSet.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { pictureOf, sizeOf } from '../../data/shape.ts';
import { FiniteSet } from '../../diffusion/finiteSet.ts';

export class TrainingSets {
  private readonly made = new Map<number | null, FiniteSet>();

  constructor(private readonly images: ImageSet) {}

  /** Numbers of one image. */
  get dimensions(): number {
    return sizeOf(this.images.shape);
  }

  /** All images, or those with the label. A label that no image has means all, like the class that means none. */
  of(label: number | null): FiniteSet {
    const wanted = label !== null && this.images.labels?.includes(label) ? label : null;
    const known = this.made.get(wanted);
    if (known) return known;
    const set = this.build(wanted);
    this.made.set(wanted, set);
    return set;
  }

  private build(label: number | null): FiniteSet {
    const { count, shape, images, labels } = this.images;
    const chosen = Uint32Array.from({ length: count }, (_, i) => i).filter(
      i => label === null || labels?.[i] === label,
    );
    const x0 = new Float32Array(sizeOf(shape));
    return new FiniteSet(chosen.length, x0.length, n =>
      bytesToUnit(pictureOf(images, shape, chosen[n]!), x0),
    );
  }
}

const setsOf = new WeakMap<ImageSet, TrainingSets>();

/** Made once for each data set, and garbage-collected with it. */
export function trainingSets(images: ImageSet): TrainingSets {
  const sets = setsOf.get(images) ?? new TrainingSets(images);
  setsOf.set(images, sets);
  return sets;
}
