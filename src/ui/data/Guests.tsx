import { drawingsOfShape } from '../../store/drawings/drawings.ts';
import { useActions, useApp } from '../useApp.ts';
import { guestWords } from './drawingWords.ts';

/** Shown while drawings of a link or an opened run are in view: their origin, and whether to keep them. */
export function Guests() {
  const { endVisit } = useActions().drawings;
  const drawings = useApp(drawingsOfShape);
  if (!drawings.visit) return null;
  const guests = drawings.visit.guests.length;
  return (
    <div className="stack guests" role="status">
      <p className="muted">{guestWords(drawings)}</p>
      <div className="row">
        {guests > 0 && (
          <button type="button" className="button" onClick={() => endVisit(true)}>
            Keep {guests === 1 ? 'it' : 'them'} too
          </button>
        )}
        <button type="button" className="button" onClick={() => endVisit(false)}>
          Show only mine
        </button>
      </div>
    </div>
  );
}
