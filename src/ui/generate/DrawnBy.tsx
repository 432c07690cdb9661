import { drawnBy } from '../../store/sampling/drawnBy.ts';
import { madeWith } from '../../store/sampling/madeWith.ts';
import { useApp } from '../useApp.ts';

/** Says which network drew the pictures in the Generate part, and with which settings, if those have changed since. */
export function DrawnBy() {
  const whose = useApp(drawnBy);
  const made = useApp(madeWith);
  return (
    <p className="muted training-note numbers">
      {whose} {made && <strong className="made-with">{made}</strong>}
    </p>
  );
}
