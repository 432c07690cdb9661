import { Sparkles } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type Brush, WHITE } from '../../data/brush.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { pictureOf } from '../../data/shape.ts';
import { addNoise } from '../../diffusion/forward.ts';
import { makeProcess } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { Slider } from '../../ui/controls/Slider.tsx';
import { DrawingPad } from '../../ui/data/DrawingPad.tsx';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { usePad } from '../../ui/data/usePad.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { PicturePicker } from '../../ui/PicturePicker.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { Outcome } from './Outcome.tsx';
import { useGivenPictures } from './useGivenPictures.ts';

const COUNT = 6;
const FIRST_SHARE = 0.6;

/** SDEdit (Meng et al. 2022): samples from a drawing noised to some t. */
export function FromPicture() {
  const ready = useApp(state => state.run.ready !== null);
  const config = useApp(state => state.run.config);
  const { sampling } = useActions();
  const shape = useApp(runShape);
  const given = useGivenPictures();
  const [brush, setBrush] = useState<Brush>({ radius: 1.2, erases: false, colour: WHITE });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePad(brush, canvas, shape, pictureOf(given, shape, 0).slice());
  const process = useMemo(() => makeProcess(config), [config]);
  const [share, setShare] = useState(FIRST_SHARE);
  const last = process.T - 1;
  const t = Math.round(share * last);
  const noised = useMemo(() => {
    const eps = gaussians(config.seed, 'sample', 0, new Float32Array(pad.pixels.length));
    return toBytes(addNoise(levelAt(process, t), bytesToUnit(pad.pixels), eps), 1);
  }, [process, t, config.seed, pad.pixels]);
  const sample = () => {
    const rest = { start: { kind: 'image', pixels: pad.pixels, t } } as const;
    sampling.sample({ slot: 'picture', keeps: 'newest', changes: { sampleCount: COUNT }, rest });
  };
  return (
    <div className="step-in-grid">
      <div className="stack">
        <PicturePicker
          label="Draw, or start with one of these"
          pictures={given}
          shape={shape}
          chosen={null}
          onChoose={i => pad.put(pictureOf(given, shape, i).slice())}
        />
        <DrawingPad
          label="The picture to begin with"
          pad={pad}
          shape={shape}
          canvas={canvas}
          brush={brush}
          onBrush={setBrush}
        />
      </div>
      <div className="stack">
        <div className="noised-to">
          <PictureGrid
            bytes={noised}
            shape={shape}
            count={1}
            columns={1}
            label={`The picture noised to t = ${t}`}
          />
          <div className="stack">
            <div>
              {/* It counts what is left to take away, so that noise is on the left as on the timeline. */}
              <Slider
                label="Add noise up to"
                min={0}
                max={last}
                value={last - t}
                onChange={next => setShare((last - next) / last)}
                text={`t = ${t} of ${last}`}
              />
              <p className="slider-ends muted numbers" aria-hidden>
                <span>{`${last}, noise`}</span>
                <span>0, data</span>
              </p>
            </div>
            <p className="muted">
              With a little noise the picture comes back as it was. With full noise nothing of it is left. In
              between, the network keeps the rough shape and makes up the rest.
            </p>
            <div className="row">
              <button type="button" className="button button-primary" disabled={!ready} onClick={sample}>
                <Sparkles aria-hidden /> Sample from here
              </button>
            </div>
          </div>
        </div>
        <Outcome
          slot="picture"
          label="Six pictures from this start"
          waiting="Six pictures will appear here, each from the same picture with different noise."
        />
      </div>
    </div>
  );
}
