import { type ImageSet, PIXELS } from './imageSet.ts';

/** The images whose label occurs in `digits`, in their order. A set without labels is returned as it is. */
export function selectDigits(set: ImageSet, digits: string): ImageSet {
  const { labels } = set;
  if (!labels) return set;
  const wanted = Array.from({ length: 10 }, (_, digit) => digits.includes(String(digit)));
  if (wanted.every(Boolean)) return set;

  const kept: number[] = [];
  labels.forEach((label, i) => {
    if (wanted[label]) kept.push(i);
  });
  const images = new Uint8Array(kept.length * PIXELS);
  kept.forEach((from, to) => {
    images.set(set.images.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  });
  return { count: kept.length, images, labels: Uint8Array.from(kept, i => labels[i]!) };
}
