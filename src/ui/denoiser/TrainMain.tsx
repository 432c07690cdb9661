import { Pause, Play } from 'lucide-react';
import { canTrain, isTraining } from '../../store/settings/rules.ts';
import { leadingClass } from '../leadingClass.ts';
import { useActions, useApp } from '../useApp.ts';

/** Train, or Pause. It stands in the header, or on a phone in the timeline, which is always in view. */
export function TrainMain() {
  const { runs, timeline } = useActions();
  const training = useApp(isTraining);
  const pending = useApp(({ run }) => run.pending);
  const begun = useApp(({ run }) => run.step > 0);
  const can = useApp(canTrain);
  const className = useApp(leadingClass('train'));
  if (training) {
    return (
      <button
        type="button"
        className={`${className} train-main`}
        aria-busy={pending === 'start'}
        onClick={runs.pause}
      >
        <Pause aria-hidden /> Pause
      </button>
    );
  }
  return (
    <button
      type="button"
      className={`${className} train-main`}
      disabled={!can}
      onClick={() => {
        timeline.lookAt('denoiser');
        runs.train('start');
      }}
    >
      <Play aria-hidden /> {begun ? 'Resume' : 'Train'}
    </button>
  );
}
