import { useApp } from '../../ui/useApp.ts';
import { Guidance } from './Guidance.tsx';
import { NoClassesYet } from './NoClassesYet.tsx';
import { WriteNumber } from './WriteNumber.tsx';
import './classes.css';

/** Asks a class-conditional network for digits, with more or less guidance. */
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

/** Says whether the network has learned to answer without a digit, which guidance needs. */
function UntoldNote() {
  const dropout = useApp(state => state.config.labelDropout);
  const step = useApp(state => state.run.step);
  if (dropout === 0) {
    return (
      <p className="muted">
        Label dropout is 0: the network is always told the digit and has not learned to draw without it.
        Guidance needs both answers: raise the label dropout and train further.
      </p>
    );
  }
  return (
    <p className="muted numbers">
      {step === 0
        ? 'The network has not been trained yet: train it first, or see what an untrained one draws.'
        : `Drawn by your network after ${step.toLocaleString('en')} training ${step === 1 ? 'step' : 'steps'}, in which it was not told the digit ${Math.round(100 * dropout)} % of the time.`}
    </p>
  );
}
