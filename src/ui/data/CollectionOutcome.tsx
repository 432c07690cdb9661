import { X } from 'lucide-react';
import { useActions, useApp } from '../useApp.ts';

/** Reasons that are listed; more would only be scrolled past. */
const LISTED = 50;

/** How many pictures an import took, and why each other was not. */
export function CollectionOutcome() {
  const { collections } = useActions();
  const outcome = useApp(state => state.collections.outcome);
  if (!outcome) return null;
  const { name, count, classes, refused, notes } = outcome;
  return (
    <div className="import-outcome" role="status">
      <div>
        <p>
          “{name}”: {count.toLocaleString('en')} {count === 1 ? 'picture' : 'pictures'} taken
          {classes && ` in ${classes.length} classes`}.
        </p>
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
        {refused.length > 0 && (
          <details>
            <summary>
              {refused.length.toLocaleString('en')} {refused.length === 1 ? 'was not' : 'were not'}
            </summary>
            <ul className="refusals">
              {refused.slice(0, LISTED).map(sentence => (
                <li key={sentence} className="refused">
                  {sentence}
                </li>
              ))}
              {refused.length > LISTED && <li>… and {refused.length - LISTED} more</li>}
            </ul>
          </details>
        )}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        title="Dismiss"
        onClick={collections.dismissOutcome}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
