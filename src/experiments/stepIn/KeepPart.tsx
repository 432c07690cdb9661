import { Sparkles } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { type Brush, WHITE } from '../../data/brush.ts';
import { pictureOf, type Shape, sizeOf } from '../../data/shape.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { DrawingPad } from '../../ui/data/DrawingPad.tsx';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { usePad } from '../../ui/data/usePad.ts';
import { PicturePicker } from '../../ui/PicturePicker.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { Outcome } from './Outcome.tsx';
import { useGivenPictures } from './useGivenPictures.ts';

const COUNT = 6;
/** A pixel that the brush covers by half counts as erased. */
const HALF = 128;

/** Whether a place is rubbed out; x and y go from 0 to 1. */
type Hole = (x: number, y: number) => boolean;

const HOLES: readonly (readonly [name: string, hole: Hole])[] = [
  ['Right half', x => x >= 0.5],
  ['Lower half', (_, y) => y >= 0.5],
  ['Middle', (x, y) => Math.abs(x - 0.5) < 0.18 && Math.abs(y - 0.5) < 0.18],
];

/** A mask has one number a pixel, whatever the picture's channels. */
const maskShape = ({ height, width }: Shape): Shape => ({ height, width, channels: 1 });

/** Bytes of a mask [height, width]: 255 where the picture is rubbed out. */
const maskOf = (hole: Hole, { height, width }: Shape): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: height * width }, (_, i) =>
    hole(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height) ? 255 : 0,
  );

/** Inpainting: part of a picture is known, and the network fills in the rest. */
export function KeepPart() {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const shape = useApp(runShape);
  const given = useGivenPictures();
  const [chosen, setChosen] = useState(0);
  const picture = pictureOf(given, shape, Math.min(chosen, given.length / sizeOf(shape) - 1));
  const [brush, setBrush] = useState<Brush>({ radius: 2, erases: false, colour: WHITE });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePad(brush, canvas, maskShape(shape), maskOf(HOLES[0]![1], shape));
  const shown = useCallback((rubbed: Uint8Array) => withHole(picture, shape, rubbed), [picture, shape]);
  const sample = () => {
    const mask = pad.pixels.map(rubbed => Number(rubbed < HALF));
    const rest = { known: { mask, pixels: picture.slice() } };
    sampling.sample({ slot: 'filled', keeps: 'newest', changes: { sampleCount: COUNT }, rest });
  };
  return (
    <div className="step-in-grid">
      <div className="stack">
        <PicturePicker
          label="Which picture to keep a part of"
          pictures={given}
          shape={shape}
          chosen={chosen}
          onChoose={setChosen}
        />
        <DrawingPad
          label="Rub out what is to be made up"
          pad={pad}
          shape={shape}
          canvas={canvas}
          brush={brush}
          onBrush={setBrush}
          shown={shown}
        >
          {HOLES.map(([name, hole]) => (
            <button key={name} type="button" className="button" onClick={() => pad.put(maskOf(hole, shape))}>
              {name}
            </button>
          ))}
        </DrawingPad>
      </div>
      <div className="stack">
        <p className="muted">
          The brush rubs out, the eraser brings back. What is left is known: at every step that part of x
          <sub>t</sub> is replaced by the known picture with the right amount of noise (RePaint, Lugmayr et
          al. 2022), and the rest has to fit.
        </p>
        <div className="row">
          <button type="button" className="button button-primary" disabled={!ready} onClick={sample}>
            <Sparkles aria-hidden /> Make up the rest
          </button>
        </div>
        <Outcome
          slot="filled"
          label="Six ways to make up the rest"
          waiting="Six pictures will appear here: the same known part, filled in six ways."
        />
      </div>
    </div>
  );
}

/** The picture, with a pattern unlike ink or paper where it is erased. */
function withHole(picture: Uint8Array, { width, channels }: Shape, rubbed: Uint8Array): Uint8Array {
  return picture.map((ink, i) => {
    const pixel = Math.floor(i / channels);
    if (rubbed[pixel]! < HALF) return ink;
    return ((pixel % width) + Math.floor(pixel / width)) % 2 === 0 ? 96 : 144;
  });
}
