import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Slider } from '../../ui/controls/Slider.tsx';
import { PicturePicker } from '../../ui/PicturePicker.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';
import { BothWays } from './BothWays.tsx';
import { PaintPad } from './PaintPad.tsx';

/** Pictures to choose from. */
const COUNT = 6;
/** The initial pause: late enough to see something, early enough to change it. */
const FIRST_PAUSE = 0.4;

/** Paints on one picture in the middle of a sampling, and compares the outcome with the original. */
export function PaintOnTheWay() {
  const ready = useApp(state => state.run.ready !== null);
  const step = useApp(state => state.run.step);
  const { sampling } = useActions();
  const { drawn, frames, shape, total, result, running } = useSampling('original');
  const [picture, setPicture] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? Math.floor(FIRST_PAUSE * total), frames.length - 1);
  const frame = frames[at];

  const sample = () => {
    sampling.cancelSample('fork');
    sampling.sample({ slot: 'original', keeps: 'numbers', changes: { sampleCount: COUNT } });
  };
  const begin = (
    <button
      type="button"
      className={`button ${frame ? '' : 'button-primary'}`}
      disabled={!ready || running}
      onClick={sample}
    >
      <Sparkles aria-hidden /> {frame ? 'Sample again' : 'Sample six pictures'}
    </button>
  );
  if (!frame || !drawn || !result) {
    return (
      <div className="stack">
        <p className="muted">
          First sample six pictures without interference. Then stop one of them half way, paint on it, and let
          it continue: the noise that is added later stays the same, so your painting is the only difference.
        </p>
        <div className="row">{begin}</div>
        {running && (
          <p className="muted numbers" role="status">
            Step {frames.length} of {total || '…'}
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="step-in-grid">
      <div className="stack">
        <PicturePicker
          label="Which picture to step into"
          pictures={result}
          shape={shape}
          chosen={picture}
          onChoose={setPicture}
        />
        <Slider
          label="Pause at frame"
          min={0}
          max={frames.length - 1}
          value={at}
          onChange={setChosen}
          text={`frame ${at + 1} of ${total}, t = ${frame.row.t}`}
        />
        <PaintPad
          key={`${drawn.id} ${at} ${picture}`}
          frame={frame}
          picture={picture}
          config={drawn.config}
          count={COUNT}
        />
      </div>
      <div className="stack">
        <BothWays picture={picture} />
        <Notes trainedSince={step !== drawn.maker.step} multistep={drawn.config.sampler === 'dpm++'} />
        <div className="row">{begin}</div>
      </div>
    </div>
  );
}

function Notes({ trainedSince, multistep }: { trainedSince: boolean; multistep: boolean }) {
  return (
    <>
      {trainedSince && (
        <p className="muted">
          The network has been trained since; sample again, so that the painting is the only difference.
        </p>
      )}
      {multistep && (
        <p className="muted">
          DPM-Solver++ remembers earlier guesses. A painted frame has none that fit, so its first step is a
          simpler one.
        </p>
      )}
    </>
  );
}
