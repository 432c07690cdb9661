import { Pause, Play } from 'lucide-react';
import { Slider } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { processInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { SPEEDS } from '../../store/timeline/playback.ts';
import { TrainMain } from '../denoiser/TrainMain.tsx';
import { scrubByKey } from '../keys/scrubByKey.ts';
import { useSweep } from '../noise/useSweep.ts';
import { mixColour } from '../symbols.ts';
import { useActions, useApp } from '../useApp.ts';
import { Unless } from '../view/Unless.tsx';
import { FilmStrip } from './FilmStrip.tsx';
import { FrameMarks } from './FrameMarks.tsx';
import { ScheduleBackground } from './ScheduleBackground.tsx';
import './timeline.css';

/** Sets the noise level of the whole page, from pure noise on the left to data on the right. */
export function Timeline() {
  useSweep();
  return (
    <section className="timeline" aria-label="Timeline">
      <Unless hidden="play">
        <Transport />
      </Unless>
      <Unless hidden="train">
        <TrainMain />
      </Unless>
      <Line />
    </section>
  );
}

function Line() {
  const { playback } = useActions();
  const process = useApp(processInView);
  const t = useApp(levelInView);
  const last = process.T - 1;
  // Always as wide as the largest t, so that the line beside it stays where it is.
  const widest = `${String(last).length}ch`;
  const { signal, noise } = levelAt(process, t);
  const words = `t = ${t} of ${last}: ${signal.toFixed(2)} of the picture, ${noise.toFixed(2)} of the noise`;
  const keys = (event: KeyboardEvent) => {
    if (scrubByKey(event.nativeEvent, playback)) event.preventDefault();
  };
  return (
    <>
      <p className="numbers time-label">
        t = <strong style={{ minInlineSize: widest }}>{t}</strong> <span className="muted">of {last}</span>
      </p>
      <Slider.Root
        className="timeline-line"
        min={0}
        max={last}
        step={1}
        inverted
        value={[t]}
        onValueChange={([next]) => playback.scrubTo(next!)}
        onKeyDown={keys}
      >
        <Slider.Track className="timeline-track">
          <FilmStrip />
          <ScheduleBackground process={process} />
          <FrameMarks />
        </Slider.Track>
        <Slider.Thumb
          className="timeline-thumb sym-xt"
          aria-label="Noise level t"
          aria-valuetext={words}
          style={{ '--xt': mixColour({ signal, noise }) }}
        />
      </Slider.Root>
      <p className="timeline-ends muted">
        <span>{`t = ${last}, pure noise`}</span>
        <span>← noising · generating →</span>
        <span>t = 0, data</span>
      </p>
    </>
  );
}

function Transport() {
  const { playback } = useActions();
  const { playing, fps } = useApp(state => state.playback);
  return (
    <div className="timeline-transport">
      <button
        type="button"
        className="button play"
        onClick={playback.togglePlay}
        aria-label={playing ? 'Pause the animation' : 'Play the animation'}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <label className="speed">
        <span className="visually-hidden">Frames per second</span>
        <select
          className="select"
          value={fps}
          onChange={event => playback.setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map(speed => (
            <option key={speed} value={speed}>
              {speed} / s
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
