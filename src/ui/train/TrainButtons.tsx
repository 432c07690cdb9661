import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { useStore } from 'zustand';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { buildRun, train } from '../../store/engineClient.ts';
import { needsRestart } from '../../store/settings.ts';
import { useApp } from '../useApp.ts';

/** Start, pause, step and reset; where Start is off, the reason in words. */
export function TrainButtons() {
  const { phase, step } = useApp(state => state.training);
  const ready = useApp(state => state.ready !== null);
  const reason = useReasonAgainst();
  const stale = useApp(state => needsRestart(state.config, state.activeConfig));
  const running = phase === 'running';
  return (
    <div className="stack">
      <div className="row">
        {running ? (
          <button type="button" className="button button-primary train-main" onClick={() => train('pause')}>
            <Pause aria-hidden /> Pause
          </button>
        ) : (
          <button
            type="button"
            className="button button-primary train-main"
            disabled={!ready || reason !== null}
            onClick={() => train('start')}
          >
            <Play aria-hidden /> {step === 0 ? 'Train' : 'Go on'}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={!ready || running || reason !== null}
          onClick={() => train('step')}
        >
          <StepForward aria-hidden /> One step
        </button>
        <button
          type="button"
          className={stale && step > 0 ? 'button button-changes' : 'button'}
          disabled={step === 0 && !running}
          onClick={buildRun}
        >
          <RotateCcw aria-hidden /> {stale && step > 0 ? 'Apply changes' : 'Reset'}
        </button>
      </div>
      {reason && (
        <p className="reason" role="status">
          {reason}
        </p>
      )}
      {stale && step > 0 && (
        <p className="reason" role="status">
          Some settings need a new network. The present one goes on as it is until you apply them.
        </p>
      )}
    </div>
  );
}

/** Why training cannot start, or null. */
function useReasonAgainst(): string | null {
  const dataset = useApp(state => state.config.dataset);
  const { phase, step } = useApp(state => state.training);
  const goal = useApp(state => state.config.steps);
  const drawings = useStore(drawingsStore, state => state.drawings.length);
  if (dataset === 'drawings' && drawings === 0) {
    return 'There is no drawing yet. Draw something above and add it to My drawings.';
  }
  if (phase !== 'running' && step >= goal) return `Step ${goal} is reached. Raise “Stop after” to go on.`;
  return null;
}
