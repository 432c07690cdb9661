import { pictureOf, type Shape, sizeOf } from '../data/shape.ts';
import { PictureGrid } from './PictureGrid.tsx';
import './picturePicker.css';

interface Props {
  readonly label: string;
  /** [count, height, width, channels]. */
  readonly pictures: Uint8Array | Uint8ClampedArray;
  readonly shape: Shape;
  /** Index of the chosen picture, or null. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** A row of pictures to choose one from. */
export function PicturePicker({ label, pictures, shape, chosen, onChoose }: Props) {
  const count = pictures.length / sizeOf(shape);
  return (
    <fieldset className="picture-picker">
      <legend>{label}</legend>
      {Array.from({ length: count }, (_, i) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is what is chosen
          key={i}
          type="button"
          className="thumbnail"
          aria-label={`Picture ${i + 1}`}
          aria-pressed={i === chosen}
          onClick={() => onChoose(i)}
        >
          <PictureGrid
            bytes={pictureOf<Uint8Array | Uint8ClampedArray>(pictures, shape, i)}
            shape={shape}
            count={1}
            columns={1}
            label=""
          />
        </button>
      ))}
    </fieldset>
  );
}
