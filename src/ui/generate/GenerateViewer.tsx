import { useState } from 'react';
import { useStore } from 'zustand';
import { VIEWS, type View } from '../../store/frameStore.ts';
import { frameInView } from '../../store/playback.ts';
import { chooseSample, timelineStore } from '../../store/timeline.ts';
import { Formula } from '../Formula.tsx';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { mixColour, SYMBOL_CLASS } from '../symbols.ts';
import { RecordedProcess } from './RecordedProcess.tsx';
import { useFrames } from './useFrames.ts';

const CAPTIONS: { readonly [K in View]: { readonly tex: string; readonly words: string } } = {
  xt: { tex: 'x_t', words: 'where the step starts' },
  x0Hat: { tex: String.raw`\hat x_0`, words: 'the guess' },
  epsHat: { tex: String.raw`\hat\varepsilon`, words: 'the noise' },
};

/** The frame of the last sampling that lies nearest to the timeline's t: one view large, the others beside it. */
export function GenerateViewer() {
  const { frames, count, total, result } = useFrames('main');
  useStore(timelineStore, state => state.t);
  useStore(timelineStore, state => state.frame);
  const sampleIndex = useStore(timelineStore, state => state.sampleIndex);
  const [large, setLarge] = useState<View>('xt');
  const place = frameInView();
  const frame = frames[Math.min(place, frames.length - 1)];
  if (!frame) {
    return (
      <RecordedProcess>
        Press Sample: every step from noise to picture appears here. Then drag the timeline, or press Space to
        play it.
      </RecordedProcess>
    );
  }
  const finished = result !== null && place === frames.length;
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);

  const pick = (event: React.MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    chooseSample(Math.min(count - 1, row * columns + column));
  };
  const picture = (view: View, words: string) => {
    const done = view === 'xt' && finished;
    const { tex } = CAPTIONS[view];
    return (
      <SymbolPicture
        symbol={view}
        tex={done ? 'x_0' : tex}
        bytes={done ? result : frame.pictures[view]}
        count={count}
        columns={columns}
        label={done ? 'The finished pictures' : `${view} of frame ${frame.seq + 1}`}
        colour={done ? 'var(--x0)' : mixColour(frame.row)}
      >
        {done ? 'the result' : words}
      </SymbolPicture>
    );
  };

  return (
    <div className="views">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: which of them the equation shows is a choice for the mouse only, one as good as another */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <div className="view-large" onClick={pick} title="Click a picture to see it in the equation">
        {picture(large, CAPTIONS[large].words)}
        <span className="visually-hidden">Picture {sampleIndex + 1} is in the equation.</span>
      </div>
      <div className="view-small">
        {VIEWS.filter(view => view !== large).map(view => (
          <button
            key={view}
            type="button"
            className={`view-button ${SYMBOL_CLASS[view]}`}
            title="Show it large"
            onClick={() => setLarge(view)}
          >
            {picture(view, '')}
          </button>
        ))}
      </div>
      <div>
        <p className="muted frame-words">Frame</p>
        <p className="numbers frame-number">
          {place + 1} / {frames.length === total ? total + 1 : frames.length}
        </p>
        <p className="muted numbers frame-level">
          {finished ? (
            'done'
          ) : (
            <>
              <Formula tex="t" /> = {Number(frame.row.t.toFixed(1))}
            </>
          )}
        </p>
      </div>
    </div>
  );
}
