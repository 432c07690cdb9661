import { PIXELS } from '../../data/imageSet.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import type { Nearest } from './engine/nearestJob.ts';

interface Props {
  readonly pictures: Uint8ClampedArray;
  readonly nearest: Nearest | null;
  /** Smaller distances are marked as copies; NaN marks none. */
  readonly mark: number;
}

/** Each sample above its nearest training image. */
export function Pairs({ pictures, nearest, mark }: Props) {
  const count = pictures.length / PIXELS;
  const part = (of: Uint8Array | Uint8ClampedArray, n: number) => of.subarray(n * PIXELS, (n + 1) * PIXELS);
  return (
    <ol className="pairs">
      {Array.from({ length: count }, (_, n) => {
        const distance = nearest?.distances[n];
        const copied = distance !== undefined && distance < mark;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the sampling is the picture's name
          <li key={n} className={copied ? 'pair pair-copied' : 'pair'}>
            <PictureGrid bytes={part(pictures, n)} count={1} columns={1} label={`Sample ${n + 1}`} />
            {nearest ? (
              <PictureGrid
                bytes={part(nearest.pictures, n)}
                count={1}
                columns={1}
                label={`Its nearest training image, number ${nearest.indices[n]! + 1}`}
              />
            ) : (
              <span className="pair-empty" />
            )}
            <span className="numbers pair-distance">
              {distance === undefined ? '–' : distance.toFixed(3)}
              {copied && <strong> copy</strong>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
