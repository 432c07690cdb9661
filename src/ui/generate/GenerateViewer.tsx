import { useState } from 'react';
import { isPoint } from '../../data/shape.ts';
import { VIEWS, type View } from '../../store/sampling/frames.ts';
import type { Sampling } from '../../store/state.ts';
import { frameInView } from '../../store/timeline/playback.ts';
import { Formula } from '../formulas/Formula.tsx';
import { Flow } from '../plane/Flow.tsx';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { mixColour, SYMBOL_CLASS } from '../symbols.ts';
import { useApp } from '../useApp.ts';
import { Picked, PickPicture, usePick } from './PickPicture.tsx';
import { RecordedProcess } from './RecordedProcess.tsx';

const CAPTIONS: { readonly [K in View]: { readonly tex: string; readonly words: string } } = {
  xt: { tex: 'x_t', words: 'where the step starts' },
  x0Hat: { tex: String.raw`\hat x_0`, words: 'the guess' },
  epsHat: { tex: String.raw`\hat\varepsilon`, words: 'the noise' },
};

/** The frame in view of the last sampling, or a recording before the first. */
export function GenerateViewer() {
  const sampling = useApp(({ samplings }) => samplings.main);
  const place = useApp(frameInView);
  if (sampling && place >= 0) {
    return isPoint(sampling.shape) ? (
      <Flow sampling={sampling} place={place} />
    ) : (
      <Frame sampling={sampling} place={place} />
    );
  }
  return (
    <RecordedProcess>
      Press Sample: every step from noise to data appears here. Then drag the timeline, or press Space to play
      it.
    </RecordedProcess>
  );
}

/** One view large, the others beside it. */
function Frame({ sampling, place }: { sampling: Sampling; place: number }) {
  const [large, setLarge] = useState<View>('xt');
  const { frames, count, shape, total, result } = sampling;
  const frame = frames[Math.min(place, frames.length - 1)]!;
  const finished = result !== null && place === frames.length;
  const columns = Math.ceil(Math.sqrt(count));
  const pick = usePick(count, columns);
  const picture = (view: View, words: string) => {
    const done = view === 'xt' && finished;
    const { tex } = CAPTIONS[view];
    return (
      <SymbolPicture
        symbol={view}
        tex={done ? 'x_0' : tex}
        bytes={done ? result : frame.pictures[view]}
        shape={shape}
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the list beside it does the same by keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <div className="view-large" onClick={pick} title="Click a picture to see it in the equation">
        {picture(large, CAPTIONS[large].words)}
        <Picked shape={shape} count={count} columns={columns} />
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
        <PickPicture count={count} />
      </div>
    </div>
  );
}
