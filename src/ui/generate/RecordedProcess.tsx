import { Pause, Play } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { recordingInView } from '../../store/sampling/recorded.ts';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { useApp } from '../useApp.ts';

const FRAME_MS = 120;
/** Ticks for which the finished pictures stay. */
const REST = 20;

/**
 * Plays a recorded reverse process in a loop, labelled as such, until there is a live one or a trained network.
 *
 * @param children shown if there is no recording.
 */
export function RecordedProcess({ children }: { children: ReactNode }) {
  const recorded = useApp(recordingInView);
  const [playing, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!playing || !recorded) return;
    const timer = setInterval(() => setTurn(now => now + 1), FRAME_MS);
    return () => clearInterval(timer);
  }, [playing, recorded]);
  if (!recorded) return <p className="muted empty views-empty">{children}</p>;
  const { length, count, shape, trainedSteps } = recorded;
  const last = length - 1;
  // With reduced motion, shows the end.
  const at = playing || turn > 0 ? Math.min(turn % (length + REST), last) : last;
  const frame = recorded.frame(at);
  const columns = Math.ceil(Math.sqrt(count));
  return (
    <section className="views" aria-label="Recorded reverse process">
      <SymbolPicture
        symbol="xt"
        tex={frame.t === null ? 'x_0' : 'x_t'}
        bytes={frame.xt}
        shape={shape}
        count={count}
        columns={columns}
        label="Recorded: the pictures so far"
      >
        {frame.t === null ? 'the result' : `at t = ${frame.t}`}
      </SymbolPicture>
      <SymbolPicture
        symbol="x0Hat"
        tex={String.raw`\hat x_0`}
        bytes={frame.x0Hat}
        shape={shape}
        count={count}
        columns={columns}
        label="Recorded: the guesses"
      >
        the guess
      </SymbolPicture>
      <div className="stack recorded-note">
        <span>
          <strong className="recorded-label">Recorded</strong>
        </span>
        <span className="muted frame-words numbers">
          from the pretrained network, after {trainedSteps.toLocaleString('en')} training steps
        </span>
        <button
          type="button"
          className="button"
          onClick={() => setPlaying(!playing)}
          aria-label={playing ? 'Pause the recording' : 'Play the recording'}
        >
          {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        </button>
      </div>
    </section>
  );
}
