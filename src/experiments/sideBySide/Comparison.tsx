import { AlignCenterVertical } from 'lucide-react';
import { useState } from 'react';
import { isPoint } from '../../data/shape.ts';
import { makeProcess } from '../../diffusion/process.ts';
import { rmsDifference } from '../../math/spread.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import type { Maker } from '../../store/state.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { Slider } from '../../ui/controls/Slider.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { makerWords } from '../makerWords.ts';
import { type UsedSampling, useSampling } from '../useSampling.ts';
import { frameAt, nearestCommonLevel } from './frameAt.ts';
import { PointsApart } from './PointsApart.tsx';
import { SidePaths } from './SidePaths.tsx';

const LABELS = { xt: 'xₜ', x0Hat: 'x̂₀' };
type Shown = keyof typeof LABELS;
const COLUMNS = 2;

/** Both samplings at the same t, and their difference. */
export function Comparison() {
  const [wantedView, setView] = useState<Shown>('xt');
  const [passed, setPassed] = useState<number | null>(null);
  const left = useSampling('left');
  const right = useSampling('right');
  if (!left.drawn || !right.drawn || !left.newest || !right.newest) {
    return (
      <p className="muted empty">
        Both sides start from the very same noise, so whatever differs comes from the network or the settings.
      </p>
    );
  }
  const plane = isPoint(left.shape);
  // Paths are those of x_t.
  const view = plane ? 'xt' : wantedView;
  const { T } = makeProcess(left.drawn.config);
  const rightT = makeProcess(right.drawn.config).T;
  // The slider's value is T - 1 - t, and T at the end, so noise is on the left.
  const clock = passed ?? T;
  const t = T - 1 - clock;
  const shownLeft = shown(left, view, t);
  // If their T differs, compare at the same share of the way.
  const tRight = t < 0 ? t : Math.round((t * (rightT - 1)) / (T - 1));
  const shownRight = shown(right, view, tRight);
  const [a, b] = [shownLeft?.numbers, shownRight?.numbers];
  const difference = a && b && a.length === b.length ? a.map((x, i) => x - b[i]!) : null;
  const common = T === rightT ? nearestCommonLevel(left.frames, right.frames, t) : null;
  return (
    <div className="stack">
      {!plane && (
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
      )}
      <div className="three">
        <Side name="Left" shown={shownLeft} side={left} t={t} maker={left.drawn.maker} />
        <figure>
          {plane ? (
            <PointsApart left={a ?? null} right={b ?? null} />
          ) : (
            difference && (
              <PictureGrid
                bytes={toBytes(difference, 1)}
                shape={left.shape}
                count={left.count}
                columns={COLUMNS}
                label="Left minus right"
              />
            )
          )}
          <figcaption className="numbers">
            <span>{plane ? 'From left to right' : 'Left − right'}</span>
            <span className="muted">RMS {a && b ? rmsDifference(a, b).toFixed(4) : '–'}</span>
          </figcaption>
        </figure>
        <Side name="Right" shown={shownRight} side={right} t={tRight} maker={right.drawn.maker} />
      </div>
      <Slider
        label="Both at"
        min={0}
        max={T}
        value={clock}
        onChange={setPassed}
        text={t < 0 ? 'the end' : `t = ${t} of ${T - 1}`}
      />
      <div className="side-levels" role="status">
        {shownLeft && shownRight && shownLeft.t !== shownRight.t && (
          <p className="reason numbers">
            {`Not the same level: ${at(shownLeft)} on the left, ${at(shownRight)} on the right. Each side shows the last level that it has visited, so part of the difference is the noise between the two.`}
          </p>
        )}
        {common !== null && common !== t && t >= 0 && (
          <button type="button" className="button" onClick={() => setPassed(T - 1 - common)}>
            <AlignCenterVertical aria-hidden /> {`Go to t = ${common}, which both visit`}
          </button>
        )}
      </div>
    </div>
  );
}

interface ShownSide {
  readonly bytes: Uint8ClampedArray;
  readonly numbers: Float32Array;
  /** -1 for the result. */
  readonly t: number;
}

const at = ({ t }: ShownSide): string => (t < 0 ? 'the result' : `t = ${Number(t.toFixed(1))}`);

/** At the end both views show the result. */
function shown(side: UsedSampling, view: Shown, t: number): ShownSide | null {
  const moment = frameAt(side.frames, side.result !== null, t);
  if (!moment) return null;
  if (moment.ended && side.result && side.resultNumbers) {
    return { bytes: side.result, numbers: side.resultNumbers, t: -1 };
  }
  const { frame } = moment;
  return { bytes: frame.pictures[view], numbers: frame.numbers![view], t: frame.row.t };
}

interface SideProps {
  readonly name: string;
  readonly shown: ShownSide | null;
  readonly side: UsedSampling;
  readonly t: number;
  readonly maker: Maker;
}

function Side({ name, shown, side, t, maker }: SideProps) {
  return (
    <figure>
      {isPoint(side.shape) ? (
        <SidePaths name={name} side={side} t={t} />
      ) : (
        shown && (
          <PictureGrid
            bytes={shown.bytes}
            shape={side.shape}
            count={side.count}
            columns={COLUMNS}
            label={`${name} side`}
          />
        )
      )}
      <figcaption className="numbers">
        <span>{name}</span>
        <span className="muted">{shown ? at(shown) : 'nothing yet'}</span>
        <span className="muted side-maker">{makerWords(maker)}</span>
      </figcaption>
    </figure>
  );
}
