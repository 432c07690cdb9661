import { useState } from 'react';
import { makeProcess } from '../../diffusion/process.ts';
import { rmsDifference } from '../../math/spread.ts';
import { toGrey } from '../../store/frameStore.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { Slider } from '../../ui/controls/Slider.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { type Sampling, useSampling } from '../useSampling.ts';
import { frameAt } from './frameAt.ts';

const LABELS = { xt: 'xₜ', x0Hat: 'x̂₀' };
type Shown = keyof typeof LABELS;
const COLUMNS = 2;

/** Both samplings at the same t, and what is between them. */
export function Comparison() {
  const [view, setView] = useState<Shown>('xt');
  const [passed, setPassed] = useState<number | null>(null);
  const left = useSampling('left');
  const right = useSampling('right');
  if (!left.figures || !right.figures || !left.newest || !right.newest) {
    return (
      <p className="muted empty">
        Both sides start from the very same noise, so whatever differs comes from the network or the settings.
      </p>
    );
  }
  const { T } = makeProcess(left.figures.config);
  const rightT = makeProcess(right.figures.config).T;
  // The slider counts what has passed, so that noise is on the left: T - 1 - t, and T at the end.
  const clock = passed ?? T;
  const t = T - 1 - clock;
  const shownLeft = shown(left, view, t);
  // Where the two count their levels differently, the same share of the way.
  const shownRight = shown(right, view, t < 0 ? t : Math.round((t * (rightT - 1)) / (T - 1)));
  const [a, b] = [shownLeft?.numbers, shownRight?.numbers];
  const difference = a && b ? a.map((x, i) => x - b[i]!) : null;
  return (
    <div className="stack">
      <div className="side-view">
        <span id="side-view-label" className="visually-hidden">
          What is shown
        </span>
        <ChoiceControl
          id="side-view"
          options={Object.keys(LABELS)}
          labels={LABELS}
          value={view}
          onChange={next => setView(next as Shown)}
        />
      </div>
      <div className="three">
        <Side name="Left" shown={shownLeft} count={left.count} />
        <figure>
          {difference && (
            <PictureGrid
              bytes={toGrey(difference, 1)}
              count={left.count}
              columns={COLUMNS}
              label="Left minus right"
            />
          )}
          <figcaption className="numbers">
            Left − right <span className="muted">RMS {a && b ? rmsDifference(a, b).toFixed(4) : '–'}</span>
          </figcaption>
        </figure>
        <Side name="Right" shown={shownRight} count={right.count} />
      </div>
      <Slider
        label="Both at"
        min={0}
        max={T}
        value={clock}
        onChange={setPassed}
        text={t < 0 ? 'the end' : `t = ${t} of ${T - 1}`}
      />
    </div>
  );
}

interface ShownSide {
  readonly bytes: Uint8ClampedArray;
  readonly numbers: Float32Array;
  readonly where: string;
}

/** A guess of x0 has no end of its own: there the result stands in both views. */
function shown(sampling: Sampling, view: Shown, t: number): ShownSide | null {
  const moment = frameAt(sampling.frames, sampling.result !== null, t);
  if (!moment) return null;
  if (moment.ended && sampling.result && sampling.resultNumbers) {
    return { bytes: sampling.result, numbers: sampling.resultNumbers, where: 'the result' };
  }
  const { frame } = moment;
  return { bytes: frame.pictures[view], numbers: frame.numbers![view], where: `t = ${frame.row.t}` };
}

function Side({ name, shown, count }: { name: string; shown: ShownSide | null; count: number }) {
  return (
    <figure>
      {shown && <PictureGrid bytes={shown.bytes} count={count} columns={COLUMNS} label={`${name} side`} />}
      <figcaption className="numbers">
        {name} <span className="muted">{shown?.where ?? 'nothing yet'}</span>
      </figcaption>
    </figure>
  );
}
