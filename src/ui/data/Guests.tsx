import { useStore } from 'zustand';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { endVisit } from '../../store/settings.ts';

/** While drawings of a link are shown: whose they are, and what can become of them. */
export function Guests() {
  const guests = useStore(drawingsStore, ({ aside, drawings }) => (aside === null ? 0 : drawings.length));
  const own = useStore(drawingsStore, ({ aside }) => aside?.length ?? 0);
  if (guests === 0) return null;
  return (
    <div className="stack" role="status">
      <p className="muted">
        {guests === 1 ? 'This drawing' : `These ${guests} drawings`} came with the link.
        {own > 0 && ` Your own ${own === 1 ? 'one is' : `${own} are`} kept.`}
      </p>
      <div className="row">
        <button type="button" className="button" onClick={() => endVisit(true)}>
          Keep {guests === 1 ? 'it' : 'them'} too
        </button>
        <button type="button" className="button" onClick={() => endVisit(false)}>
          Show only mine
        </button>
      </div>
    </div>
  );
}
