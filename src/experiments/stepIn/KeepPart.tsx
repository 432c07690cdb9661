import { Sparkles } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { Brush } from '../../data/brush.ts';
import { PIXELS, SIDE } from '../../data/imageSet.ts';
import { DrawingPad } from '../../ui/data/DrawingPad.tsx';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { usePad } from '../../ui/data/usePad.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import { PicturePicker } from '../PicturePicker.tsx';
import { Outcome } from './Outcome.tsx';
import { useGivenPictures } from './useGivenPictures.ts';

const COUNT = 6;
/** A pixel that the brush covers by half counts as erased. */
const HALF = 128;

/** The mask of a hole: 255 where the picture is erased. */
const hole = (inside: (x: number, y: number) => boolean): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: PIXELS }, (_, i) => (inside(i % SIDE, Math.floor(i / SIDE)) ? 255 : 0));

const HOLES = [
  ['Right half', hole(x => x >= SIDE / 2)],
  ['Lower half', hole((_, y) => y >= SIDE / 2)],
  ['Middle', hole((x, y) => Math.abs(x - 13.5) < 5 && Math.abs(y - 13.5) < 5)],
] as const;

/** Inpainting: part of a picture is known, and the network fills in the rest. */
export function KeepPart() {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const given = useGivenPictures();
  const [chosen, setChosen] = useState(0);
  const picture = given.subarray(chosen * PIXELS, (chosen + 1) * PIXELS);
  const [brush, setBrush] = useState<Brush>({ radius: 2, erases: false });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePad(brush, canvas, HOLES[0][1]);
  const shown = useCallback((rubbed: Uint8Array) => withHole(picture, rubbed), [picture]);
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
          chosen={chosen}
          onChoose={setChosen}
        />
        <DrawingPad
          label="Rub out what is to be made up"
          pad={pad}
          canvas={canvas}
          brush={brush}
          onBrush={setBrush}
          shown={shown}
        >
          {HOLES.map(([name, pixels]) => (
            <button key={name} type="button" className="button" onClick={() => pad.put(pixels)}>
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
function withHole(picture: Uint8Array, rubbed: Uint8Array): Uint8Array {
  return picture.map((ink, i) => {
    if (rubbed[i]! < HALF) return ink;
    return ((i % SIDE) + Math.floor(i / SIDE)) % 2 === 0 ? 96 : 144;
  });
}
