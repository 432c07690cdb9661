import { RotateCcw, StepForward } from 'lucide-react';
import { canTrain, isTraining, isUntouched, needsApply } from '../../store/settings/rules.ts';
import { useActions, useApp } from '../useApp.ts';
import { TrainMain } from './TrainMain.tsx';

/** Train, pause, step and reset. Each button keeps its width. */
export function TrainButtons() {
  const { runs, settings, timeline } = useActions();
  const training = useApp(isTraining);
  const pending = useApp(({ run }) => run.pending);
  const can = useApp(canTrain);
  const untouched = useApp(isUntouched);
  // An untrained run is rebuilt automatically.
  const waits = useApp(needsApply) && !untouched;
  const step = () => {
    timeline.lookAt('denoiser');
    runs.train('step');
  };
  return (
    <div className="row train-buttons">
      <TrainMain />
      <button
        type="button"
        className="button"
        aria-label="One step"
        title="One step"
        aria-busy={pending === 'step'}
        disabled={training || pending !== null || !can}
        onClick={step}
      >
        <StepForward aria-hidden />
      </button>
      <button
        type="button"
        className={waits ? 'button button-changes train-reset' : 'button train-reset'}
        disabled={untouched}
        onClick={settings.apply}
      >
        <RotateCcw aria-hidden /> {waits ? 'Apply changes' : 'Reset'}
      </button>
    </div>
  );
}
