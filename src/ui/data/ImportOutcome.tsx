import { X } from 'lucide-react';
import type { Imports } from './useImports.ts';

/** The outcome of the last import. */
export function ImportOutcome({ outcome, dismiss }: Imports) {
  return (
    <div className="import-outcome" role="status">
      {outcome && (
        <>
          <div>
            {outcome.added > 0 && (
              <p>{outcome.added === 1 ? 'One picture' : `${outcome.added} pictures`} added to My drawings.</p>
            )}
            {outcome.notes.map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
            {outcome.refused.map(sentence => (
              <p key={sentence} className="refused">
                {sentence}
              </p>
            ))}
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            title="Dismiss"
            onClick={dismiss}
          >
            <X aria-hidden />
          </button>
        </>
      )}
    </div>
  );
}
