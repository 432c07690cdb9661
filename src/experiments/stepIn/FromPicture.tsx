import { Sparkles } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Brush } from '../../data/brush.ts';
import { PIXELS } from '../../data/imageSet.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { addNoise } from '../../diffusion/forward.ts';
import { makeProcess } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { startSample } from '../../store/engineClient.ts';
import { toGrey } from '../../store/frameStore.ts';
import { Slider } from '../../ui/controls/Slider.tsx';
import { DrawingPad } from '../../ui/data/DrawingPad.tsx';
import type { PixelCanvasHandle } from '../../ui/data/PixelCanvas.tsx';
import { usePad } from '../../ui/data/usePad.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useApp } from '../../ui/useApp.ts';
import { PicturePicker } from '../PicturePicker.tsx';
import { Outcome } from './Outcome.tsx';
import { useGivenPictures } from './useGivenPictures.ts';

const COUNT = 6;
const FIRST_SHARE = 0.6;

/** SDEdit (Meng et al. 2022): a drawing noised to some t, and what the network makes of it. */
export function FromPicture() {
  const ready = useApp(state => state.ready !== null);
  const config = useApp(state => state.activeConfig);
  const given = useGivenPictures();
  const [brush, setBrush] = useState<Brush>({ radius: 1.2, erases: false });
  const canvas = useRef<PixelCanvasHandle>(null);
  const pad = usePad(brush, canvas, given.slice(0, PIXELS));
  const process = useMemo(() => makeProcess(config), [config]);
  const [share, setShare] = useState(FIRST_SHARE);
  const t = Math.round(share * (process.T - 1));
  const noised = useMemo(() => {
    const eps = gaussians(config.seed, 'sample', 0, new Float32Array(PIXELS));
    return toGrey(addNoise(levelAt(process, t), bytesToUnit(pad.pixels), eps), 1);
  }, [process, t, config.seed, pad.pixels]);
  const sample = () =>
    startSample('picture', { sampleCount: COUNT }, { start: { kind: 'image', pixels: pad.pixels, t } });
  return (
    <div className="step-in-grid">
      <div className="stack">
        <PicturePicker
          label="Draw, or begin with one of these"
          pictures={given}
          chosen={null}
          onChoose={i => pad.put(given.slice(i * PIXELS, (i + 1) * PIXELS))}
        />
        <DrawingPad
          label="The picture to begin with"
          pad={pad}
          canvas={canvas}
          brush={brush}
          onBrush={setBrush}
        />
      </div>
      <div className="stack">
        <div className="noised-to">
          <PictureGrid bytes={noised} count={1} columns={1} label={`The picture noised to t = ${t}`} />
          <div className="stack">
            <Slider
              label="Noise it to"
              min={0}
              max={process.T - 1}
              value={t}
              onChange={next => setShare(next / (process.T - 1))}
              text={`t = ${t} of ${process.T - 1}`}
            />
            <p className="muted">
              A little noise, and the picture comes back as it was. All of it, and nothing of the picture is
              left. In between the network keeps the rough shape and makes the rest up.
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
          label="Six pictures from this beginning"
          waiting="Six pictures come here, each from the same picture under noise of its own."
        />
      </div>
    </div>
  );
}
