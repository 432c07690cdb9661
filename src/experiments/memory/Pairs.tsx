import { pictureOf, type Shape, sizeOf } from '../../data/shape.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import type { Nearest } from './engine/nearestJob.ts';

interface Props {
  readonly pictures: Uint8ClampedArray;
  readonly shape: Shape;
  readonly nearest: Nearest | null;
  /** Smaller distances are marked as copies; NaN marks none. */
  readonly mark: number;
}

/** Each sample above its nearest training image. */
export function Pairs({ pictures, shape, nearest, mark }: Props) {
  const count = pictures.length / sizeOf(shape);
  return (
    <ol className="pairs">
      {Array.from({ length: count }, (_, n) => {
        const distance = nearest?.distances[n];
        const copied = distance !== undefined && distance < mark;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the sampling is the picture's name
          <li key={n} className={copied ? 'pair pair-copied' : 'pair'}>
            <PictureGrid
              bytes={pictureOf(pictures, shape, n)}
              shape={shape}
              count={1}
              columns={1}
              label={`Sample ${n + 1}`}
            />
            {nearest ? (
              <PictureGrid
                bytes={pictureOf(nearest.pictures, shape, n)}
                shape={shape}
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
