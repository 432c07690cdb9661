import { drawnBy } from '../../store/sampling/drawnBy.ts';
import { madeWith } from '../../store/sampling/madeWith.ts';
import { useApp } from '../useApp.ts';

/** Whose the pictures of the Generate part are, and with which settings they were made where others are in force now. */
export function DrawnBy() {
  const whose = useApp(drawnBy);
  const made = useApp(madeWith);
  return (
    <p className="muted training-note numbers">
      {whose} {made && <strong className="made-with">{made}</strong>}
    </p>
  );
}
