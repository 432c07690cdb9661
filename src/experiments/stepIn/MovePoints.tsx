import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Slider } from '../../ui/controls/Slider.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';
import { MovedOutcome } from './MovedOutcome.tsx';
import { MovePad } from './MovePad.tsx';

const COUNT = 400;
/** The initial pause: late enough to see something, early enough to change it. */
const FIRST_PAUSE = 0.6;

/** Stops particles half way, lets one drag them or add some, and lets them go on with the same noise. */
export function MovePoints() {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const original = useSampling('original');
  const { drawn, frames, total, resultNumbers, running } = original;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? Math.floor(FIRST_PAUSE * total), frames.length - 1);
  const frame = frames[at];
  const sample = () => {
    sampling.cancelSample('fork');
    sampling.sample({ slot: 'original', keeps: 'numbers', changes: { sampleCount: COUNT } });
  };
  const begin = (
    <div className="row">
      <button
        type="button"
        className={`button ${frame ? '' : 'button-primary'}`}
        disabled={!ready || running}
        onClick={sample}
      >
        <Sparkles aria-hidden /> {frame ? 'Sample again' : `Sample ${COUNT} points`}
      </button>
    </div>
  );
  if (!frame?.numbers || !drawn || !resultNumbers) {
    return (
      <div className="stack">
        <p className="muted">
          First {COUNT} points without interference. Then stop them half way, drag some elsewhere or add new
          ones, and let them go on: all the noise that is added later stays the same, so your change is the
          only difference.
        </p>
        {begin}
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
        <Slider
          label="Pause at frame"
          min={0}
          max={frames.length - 1}
          value={at}
          onChange={setChosen}
          text={`frame ${at + 1} of ${total}, t = ${Number(frame.row.t.toFixed(1))}`}
        />
        <MovePad key={`${drawn.id} ${at}`} xt={frame.numbers.xt} seq={frame.seq} config={drawn.config} />
        {begin}
      </div>
      <MovedOutcome original={original} />
    </div>
  );
}
