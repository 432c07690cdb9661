import { isPlane } from '../../data/sets/registry.ts';
import { useApp } from '../../ui/useApp.ts';
import { Guidance } from './Guidance.tsx';
import { GuidanceInPlane } from './GuidanceInPlane.tsx';
import { NoClassesYet } from './NoClassesYet.tsx';
import { WriteNumber } from './WriteNumber.tsx';
import './classes.css';

/** Asks a class-conditional network for classes, with more or less guidance. */
export default function Classes() {
  const told = useApp(state => state.run.config.classConditional);
  const plane = useApp(({ run }) => isPlane(run.config));
  if (!told) return <NoClassesYet />;
  return (
    <div className="stack classes">
      <UntoldNote />
      {plane ? (
        <GuidanceInPlane />
      ) : (
        <>
          <WriteNumber />
          <Guidance />
        </>
      )}
    </div>
  );
}

/** Says whether the network has learned to answer without a class, which guidance needs. */
function UntoldNote() {
  const dropout = useApp(state => state.config.labelDropout);
  const step = useApp(state => state.run.step);
  if (dropout === 0) {
    return (
      <p className="muted">
        Label dropout is 0: the network is always told the class and has not learned to draw without it.
        Guidance needs both answers: raise the label dropout and train further.
      </p>
    );
  }
  return (
    <p className="muted numbers">
      {step === 0
        ? 'The network has not been trained yet: train it first, or see what an untrained one draws.'
        : `Drawn by your network after ${step.toLocaleString('en')} training ${step === 1 ? 'step' : 'steps'}, in which it was not told the class ${Math.round(100 * dropout)} % of the time.`}
    </p>
  );
}
