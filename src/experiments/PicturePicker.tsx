import { PIXELS } from '../data/imageSet.ts';
import { PictureGrid } from '../ui/PictureGrid.tsx';

interface Props {
  readonly label: string;
  /** [count, 28, 28]. */
  readonly pictures: Uint8Array | Uint8ClampedArray;
  /** Index of the chosen picture, or null. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** A row of pictures to choose one from. */
export function PicturePicker({ label, pictures, chosen, onChoose }: Props) {
  const count = pictures.length / PIXELS;
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
            bytes={pictures.subarray(i * PIXELS, (i + 1) * PIXELS)}
            count={1}
            columns={1}
            label=""
          />
        </button>
      ))}
    </fieldset>
  );
}
