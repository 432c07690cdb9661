import { type KeyboardEvent, useState } from 'react';
import type { RunConfig } from '../../config/runConfig.ts';
import { VIEWS, type View } from '../../store/frameStore.ts';
import { ChoiceControl } from '../controls/ChoiceControl.tsx';
import { FramePictures } from './FramePictures.tsx';
import { StepEquation } from './StepEquation.tsx';
import { Transport } from './Transport.tsx';
import { useFrames } from './useFrames.ts';
import { usePlayer } from './usePlayer.ts';

const WIDE = '(min-width: 60rem)';
const LABELS = { xt: 'xₜ', x0Hat: 'x̂₀', epsHat: 'ε̂', all: 'All' };
const COARSE = 10;

/** The frames of one sampling: pictures, the step's equation, and the means to move through them. */
export function Viewer({ config }: { config: RunConfig }) {
  const { frames, count, total, result } = useFrames();
  const length = frames.length + (result ? 1 : 0);
  const player = usePlayer(length);
  const [view, setView] = useState<View | 'all'>(() => (matchMedia(WIDE).matches ? 'all' : 'xt'));
  const frame = frames[Math.min(player.position, frames.length - 1)];
  if (!frame) return <p className="muted empty">The first frame is on its way …</p>;
  const finished = result !== null && player.position === length - 1;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const by = event.shiftKey ? COARSE : 1;
    if (event.key === ' ') player.toggle();
    else if (event.key === 'ArrowRight') player.seek(player.position + by);
    else if (event.key === 'ArrowLeft') player.seek(player.position - by);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a second way to what the buttons inside do
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that space and the arrows reach the animation
    <div className="stack viewer" tabIndex={0} onKeyDown={onKeyDown}>
      <div className="view-choice">
        <span id="view-label" className="visually-hidden">
          What is shown
        </span>
        <ChoiceControl
          id="view"
          options={[...VIEWS, 'all']}
          labels={LABELS}
          value={view}
          onChange={next => setView(next as View | 'all')}
        />
      </div>
      <FramePictures
        frame={frame}
        count={count}
        views={view === 'all' ? VIEWS : [view]}
        result={finished ? result : null}
      />
      <Transport player={player} length={length} total={total + 1} />
      <StepEquation
        row={frame.row}
        kind={config.schedule === 'flow' ? 'flow' : 'vp'}
        addNoise={config.addNoise}
      />
    </div>
  );
}
