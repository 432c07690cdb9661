import { useMemo } from 'react';
import { PIXELS } from '../../data/imageSet.ts';
import { PixelCanvas } from './PixelCanvas.tsx';

interface Props {
  /** [n, 28, 28] bytes. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array | null;
}

/** Some images of the data set, as they are. */
export function ImageGrid({ pixels, labels }: Props) {
  const images = useMemo(
    () =>
      Array.from({ length: pixels.length / PIXELS }, (_, i) => pixels.subarray(i * PIXELS, (i + 1) * PIXELS)),
    [pixels],
  );
  const names = labels ? `: ${[...labels].join(', ')}` : '';
  return (
    <div className="image-grid" role="img" aria-label={`${images.length} images of the data${names}`}>
      {images.map((image, i) => (
        <PixelCanvas key={labels ? `${i} ${labels[i]}` : i} pixels={image} className="pixels" />
      ))}
    </div>
  );
}
