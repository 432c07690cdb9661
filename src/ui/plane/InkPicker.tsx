import { pictureOf, type Shape, sizeOf, squareOf } from '../../data/shape.ts';
import { asDrawings } from '../../store/drawings/drawings.ts';
import { derive } from '../../store/memo.ts';
import type { AppState } from '../../store/state.ts';
import { PicturePicker } from '../PicturePicker.tsx';
import { useApp } from '../useApp.ts';

/** More would fill the dialog. */
const MOST = 6;

interface Pictures {
  readonly shape: Shape;
  /** [count, height, width, channels]. */
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

/** The user's newest drawings, those of the same shape as the last. */
const ownPictures = derive([({ drawings }: AppState) => drawings.own], (own): Pictures | null => {
  const size = own.at(-1)?.pixels.length ?? 0;
  const shape = squareOf(size);
  const alike = own.filter(({ pixels }) => pixels.length === size).slice(-MOST);
  return shape && { shape, pixels: asDrawings(alike.reverse()).pixels };
});

/** Digits at the end of the recording, which every page has. */
const digitPictures = derive([({ recorded }: AppState) => recorded], (recorded): Pictures | null => {
  if (!recorded) return null;
  const { shape, count, length, frame } = recorded;
  return { shape, pixels: frame(length - 1).xt.subarray(0, Math.min(MOST, count) * sizeOf(shape)) };
});

interface Props {
  readonly onChoose: (pixels: Pictures['pixels'], shape: Shape) => void;
}

/** Drawings and digits whose ink points can be strewn over. */
export function InkPicker({ onChoose }: Props) {
  const rows = [
    ['Scatter points over one of your drawings', useApp(ownPictures)],
    ['Scatter points over a digit', useApp(digitPictures)],
  ] as const;
  return rows.map(
    ([label, pictures]) =>
      pictures && (
        <PicturePicker
          key={label}
          label={label}
          pictures={pictures.pixels}
          shape={pictures.shape}
          chosen={null}
          onChoose={n =>
            onChoose(
              pictureOf<Uint8Array | Uint8ClampedArray>(pictures.pixels, pictures.shape, n),
              pictures.shape,
            )
          }
        />
      ),
  );
}
