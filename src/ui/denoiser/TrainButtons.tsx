import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { buildRun, train } from '../../store/engineClient.ts';
import { needsRestart } from '../../store/settings.ts';
import { lookAt } from '../../store/timeline.ts';
import { useApp } from '../useApp.ts';
import { useReasonAgainst } from './useReasonAgainst.ts';

/** Start, pause, step and reset. Each keeps its width whatever it says. */
export function TrainButtons() {
  const { phase, step } = useApp(state => state.training);
  const ready = useApp(state => state.ready !== null);
  const cannot = useReasonAgainst() !== null;
  const stale = useApp(state => needsRestart(state.config, state.activeConfig)) && step > 0;
  const running = phase === 'running';
  const start = (action: 'start' | 'step') => {
    lookAt('denoiser');
    train(action);
  };
  return (
    <div className="row train-buttons">
      {running ? (
        <button type="button" className="button button-primary train-main" onClick={() => train('pause')}>
          <Pause aria-hidden /> Pause
        </button>
      ) : (
        <button
          type="button"
          className="button button-primary train-main"
          disabled={!ready || cannot}
          onClick={() => start('start')}
        >
          <Play aria-hidden /> {step === 0 ? 'Train' : 'Go on'}
        </button>
      )}
      <button
        type="button"
        className="button"
        aria-label="One step"
        title="One step"
        disabled={!ready || running || cannot}
        onClick={() => start('step')}
      >
        <StepForward aria-hidden />
      </button>
      <button
        type="button"
        className={stale ? 'button button-changes train-reset' : 'button train-reset'}
        disabled={step === 0 && !running}
        onClick={() => buildRun()}
      >
        <RotateCcw aria-hidden /> {stale ? 'Apply changes' : 'Reset'}
      </button>
    </div>
  );
}
