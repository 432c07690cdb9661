import { CircleStop, Sparkles } from 'lucide-react';
import { leadingClass } from '../leadingClass.ts';
import { useActions, useApp } from '../useApp.ts';

export function SampleButtons() {
  const { sampling } = useActions();
  const ready = useApp(({ run }) => run.ready !== null);
  const className = useApp(leadingClass('sample'));
  const running = useApp(({ samplings }) => samplings.main?.status === 'running');
  return (
    <div className="row sample-buttons">
      <button type="button" className={className} disabled={!ready} onClick={() => sampling.sample()}>
        <Sparkles aria-hidden /> Sample
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Cancel"
        title="Cancel the sampling"
        disabled={!running}
        onClick={() => sampling.cancelSample()}
      >
        <CircleStop aria-hidden />
      </button>
    </div>
  );
}
