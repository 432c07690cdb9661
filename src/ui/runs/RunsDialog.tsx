import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog } from '../Dialog.tsx';
import { useActions, useApp } from '../useApp.ts';
import { CompareRuns } from './CompareRuns.tsx';
import { RunRow } from './RunRow.tsx';
import './runs.css';
import { megabytes } from './when.ts';

/** The runs saved in this browser: open, rename, duplicate, compare and delete them. */
export function RunsDialog() {
  const { kept } = useActions();
  const [open, setOpen] = useState(false);
  const [compared, setCompared] = useState<readonly string[]>([]);
  const { runs, problem, removed, space } = useApp(state => state.kept);
  useEffect(() => (open ? kept.followRuns() : undefined), [kept, open]);
  // At most two, chosen last.
  const compare = (id: string, chosen: boolean) =>
    setCompared(before => [...before.filter(other => other !== id), ...(chosen ? [id] : [])].slice(-2));
  const pair = compared.flatMap(id => runs?.find(run => run.id === id) ?? []);
  const [first, second] = pair;
  return (
    <>
      <button
        type="button"
        className="button"
        title="Runs kept in this browser"
        onClick={() => setOpen(true)}
      >
        <History aria-hidden /> <span className="wide-label">Runs</span>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Runs kept in this browser">
        {problem && <p className="reason">{problem}</p>}
        {runs?.length === 0 && !problem && (
          <p className="muted">
            None yet. Runs are saved automatically: every 20 seconds while they train, and whenever they
            pause.
          </p>
        )}
        {removed && (
          <p className="row" role="status">
            “{removed.record.name}” is deleted.
            <button type="button" className="button" onClick={() => void kept.undoRemoveRun()}>
              Bring it back
            </button>
          </p>
        )}
        <ul className="runs">
          {runs?.map(run => (
            <RunRow
              key={run.id}
              run={run}
              compared={compared.includes(run.id)}
              onCompare={chosen => compare(run.id, chosen)}
              onOpened={() => setOpen(false)}
            />
          ))}
        </ul>
        {first && second ? (
          <CompareRuns first={first} second={second} />
        ) : (
          (runs?.length ?? 0) > 1 && <p className="muted">Choose two to compare them.</p>
        )}
        {space && (
          <p className="muted numbers">
            {megabytes(space.used)} of the {megabytes(space.quota)} that this browser grants are taken.
            Nothing leaves it.
          </p>
        )}
      </Dialog>
    </>
  );
}
