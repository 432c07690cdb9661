import { useApp } from '../useApp.ts';
import { clockTime } from './when.ts';

/** How much of the run is saved. */
export function SaveState() {
  const { saved, notSaved, step } = useApp(({ run }) => run);
  const writes = useApp(({ engine }) => engine.writes);
  if (step === 0) return null;
  return (
    <p className="muted numbers save-state">
      {!writes
        ? 'Not saved here: another tab does the saving.'
        : notSaved !== null
          ? notSaved.message
          : saved === null
            ? 'Not saved yet. It is saved every 20 seconds, and when it pauses.'
            : `Saved in this browser at step ${saved.step.toLocaleString('en')}, ${clockTime(saved.at)}.`}
    </p>
  );
}
