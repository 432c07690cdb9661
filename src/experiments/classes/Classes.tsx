import { useApp } from '../../ui/useApp.ts';
import { Guidance } from './Guidance.tsx';
import { NoClassesYet } from './NoClassesYet.tsx';
import { WriteNumber } from './WriteNumber.tsx';
import './classes.css';

/** Asking for a digit, and how hard. */
export default function Classes() {
  const told = useApp(state => state.run.config.classConditional);
  if (!told) return <NoClassesYet />;
  return (
    <div className="stack classes">
      <UntoldNote />
      <WriteNumber />
      <Guidance />
    </div>
  );
}

/** Guidance by a question that was never trained is noise made louder. */
function UntoldNote() {
  const dropout = useApp(state => state.config.labelDropout);
  const step = useApp(state => state.run.step);
  if (dropout === 0) {
    return (
      <p className="muted">
        Label dropout is 0: the network always knows the digit, and never learned to do without. Guidance
        compares with just that, so give it some, and train on.
      </p>
    );
  }
  return (
    <p className="muted numbers">
      {step === 0
        ? 'The network has not been trained yet; train it first, or see for yourself.'
        : `From a network after ${step.toLocaleString('en')} training steps, told no digit ${Math.round(100 * dropout)} % of the time.`}
    </p>
  );
}
