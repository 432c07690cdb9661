import { CircleStop, Sparkles } from 'lucide-react';
import { cancelSample, startSample } from '../../store/engineClient.ts';
import { useApp } from '../useApp.ts';

export function SampleButtons() {
  const ready = useApp(state => state.ready !== null);
  const running = useApp(state => state.samples.main?.status === 'running');
  return (
    <div className="row sample-buttons">
      <button type="button" className="button button-primary" disabled={!ready} onClick={() => startSample()}>
        <Sparkles aria-hidden /> Sample
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Cancel"
        title="Cancel the sampling"
        disabled={!running}
        onClick={() => cancelSample()}
      >
        <CircleStop aria-hidden />
      </button>
    </div>
  );
}
