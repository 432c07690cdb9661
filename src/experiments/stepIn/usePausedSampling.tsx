import { Sparkles } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Slider } from '../../ui/controls/Slider.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';

interface Options {
  /** How many are sampled. */
  readonly count: number;
  /** The initial pause, from 0, noise, to 1: late enough to see something, early enough to change it. */
  readonly firstPause: number;
  /** The label of the button that samples them first. */
  readonly begin: string;
}

/** A sampling without interference, stopped at a frame of one's choice, and the controls for both. */
export function usePausedSampling({ count, firstPause, begin }: Options) {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const original = useSampling('original');
  const { frames, total, running } = original;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? Math.floor(firstPause * total), frames.length - 1);
  const frame = frames[at];

  const sample = () => {
    sampling.cancelSample('fork');
    sampling.sample({ slot: 'original', keeps: 'numbers', changes: { sampleCount: count } });
  };
  const button = (
    <div className="row">
      <button
        type="button"
        className={`button ${frame ? '' : 'button-primary'}`}
        disabled={!ready || running}
        onClick={sample}
      >
        <Sparkles aria-hidden /> {frame ? 'Sample again' : begin}
      </button>
    </div>
  );
  const pause = frame && (
    <Slider
      label="Pause at frame"
      min={0}
      max={frames.length - 1}
      value={at}
      onChange={setChosen}
      text={`frame ${at + 1} of ${total}, t = ${Number(frame.row.t.toFixed(1))}`}
    />
  );
  /** What stands in place of all until the sampling is done. */
  const beginning = (what: ReactNode) => (
    <div className="stack">
      <p className="muted">{what}</p>
      {button}
      {running && (
        <p className="muted numbers" role="status">
          Step {frames.length} of {total || '…'}
        </p>
      )}
    </div>
  );
  return { original, at, frame, button, pause, beginning };
}
