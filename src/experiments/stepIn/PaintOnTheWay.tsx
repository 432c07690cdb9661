import { useState } from 'react';
import { PicturePicker } from '../../ui/PicturePicker.tsx';
import { useApp } from '../../ui/useApp.ts';
import { BothWays } from './BothWays.tsx';
import { PaintPad } from './PaintPad.tsx';
import { usePausedSampling } from './usePausedSampling.tsx';

/** Pictures to choose from. */
const COUNT = 6;

/** Paints on one picture in the middle of a sampling, and compares the outcome with the original. */
export function PaintOnTheWay() {
  const step = useApp(state => state.run.step);
  const [picture, setPicture] = useState(0);
  const { original, at, frame, button, pause, beginning } = usePausedSampling({
    count: COUNT,
    firstPause: 0.4,
    begin: 'Sample six pictures',
  });
  const { drawn, shape, result } = original;
  if (!frame || !drawn || !result) {
    return beginning(
      'First sample six pictures without interference. Then stop one of them half way, paint on it, and let it continue: the noise that is added later stays the same, so your painting is the only difference.',
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
        {pause}
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
        {button}
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
